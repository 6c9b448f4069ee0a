/// What every source of answers has in common: an [dev.streambed.bedrock.model.ModelRequest] goes
/// in, an [dev.streambed.bedrock.model.Answer] comes out, and a streamed one writes its frames to
/// an [dev.streambed.bedrock.model.AnswerSink].
///
/// 1. A source is pulled by nobody: it runs on the request's own thread and blocks where the caller
///    does not read, or where time has to pass. That is the whole of back-pressure.
/// 2. A piece is encoded by the outlet's call, at the moment when it may be sent: a time stamp in
///    it is the time of sending, however long the piece was held.
/// 3. Whoever waits, waits in the outlet, which notices a caller that left and an endpoint that
///    closes.
///
/// Out of scope: HTTP (the root package), what goes wrong on request (`fault`).
@NullMarked
package dev.streambed.bedrock.model;

import org.jspecify.annotations.NullMarked;
