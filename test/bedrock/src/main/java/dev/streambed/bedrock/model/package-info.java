/// The interface of every source of answers. In: a [dev.streambed.bedrock.model.ModelRequest]. Out:
/// an [dev.streambed.bedrock.model.Answer]; a streamed one writes its frames to an
/// [dev.streambed.bedrock.model.AnswerSink].
///
/// 1. A source runs on the request's own thread. It blocks while the caller does not read, or while
///    it waits for its next moment. There is no other back-pressure.
/// 2. The sink has a chunk encoded at the moment when it may be sent, so that a time stamp in it is
///    the time of sending, however long the chunk was held.
/// 3. A source waits only in the sink, which notices a caller that left and an endpoint that
///    closes.
///
/// Out of scope: HTTP (the root package), faults (`fault`).
@NullMarked
package dev.streambed.bedrock.model;

import org.jspecify.annotations.NullMarked;
