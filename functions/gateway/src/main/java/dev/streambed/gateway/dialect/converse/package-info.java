/// Converse's format, for dialects that reach models through it.
///
/// In: a caller's conversation, attachments and options, from which a dialect builds a
/// [ConverseRequest]; frames of `ConverseStream`, or the response of `Converse`. Out: the body for
/// Bedrock; the same events for streams and documents, so that a dialect writes both from one
/// reading.
///
/// Rules: what a caller says is read strictly, by [RequestMembers]: a member that cannot be said to
/// Bedrock is refused by its path. What Bedrock says is read leniently, because members are added
/// to it; nothing is interpreted that a dialect may want to say otherwise.
///
/// Out of scope: counting for the bill (`model`), and what each dialect makes of an event.
@NullMarked
package dev.streambed.gateway.dialect.converse;

import org.jspecify.annotations.NullMarked;
