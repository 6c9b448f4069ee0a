/// The APIs that callers speak. A dialect is a reader and a writer: a call becomes a request for
/// Bedrock, and Bedrock's answer becomes the caller's bytes, errors included.
///
/// Flow: `http` finds the adapter of a path, [DialectAdapter] reads the call, and what it reads
/// brings the `ResponseFormat` of the answer. Keys, limits, the exchange, stops and the ledger do
/// not know dialects.
///
/// Rules: a dialect's classes are loaded when it is first called, so that the seed format starts as
/// fast as before. Where Bedrock speaks the dialect, bytes pass through; else the request goes
/// through Converse, and what cannot be said there is refused by the name of the member.
///
/// Out of scope: the seed format's own writers (`response`) and reader (`prompt`), which WebSocket
/// shares.
@NullMarked
package dev.streambed.gateway.dialect;

import org.jspecify.annotations.NullMarked;
