/// Converse's format, for dialects that reach models through it.
///
/// In: frames of `ConverseStream`, or the response of `Converse`. Out: the same events for both, so
/// that a dialect writes streams and documents from one reading.
///
/// Rules: what Bedrock says is read leniently, because members are added to it; nothing is
/// interpreted that a dialect may want to say otherwise.
///
/// Out of scope: counting for the bill (`model`), and what each dialect makes of an event.
@NullMarked
package dev.streambed.gateway.dialect.converse;

import org.jspecify.annotations.NullMarked;
