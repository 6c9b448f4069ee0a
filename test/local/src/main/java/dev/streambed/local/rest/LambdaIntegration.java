package dev.streambed.local.rest;

import dev.streambed.local.http.BufferedReply;
import dev.streambed.local.http.Ending;
import dev.streambed.local.http.MalformedAnswer;
import dev.streambed.local.http.PreludeRule;
import dev.streambed.local.http.StreamedReply;
import dev.streambed.local.http.Waiting;
import dev.streambed.local.http.Waiting.Patience;
import dev.streambed.local.lambda.Call;
import dev.streambed.local.lambda.Invoked;
import dev.streambed.local.lambda.Lambda;
import dev.streambed.runtimeapi.Outcome;
import dev.streambed.runtimeapi.ResponseMode;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Carries requests to functions and their answers back. Thread-safe.
///
/// @param lambda invokes the functions
/// @param waiting gives up when it takes too long
record LambdaIntegration(Lambda lambda, Waiting waiting) {

  private static final PreludeRule PRELUDE =
      new PreludeRule(true, Set.of("statusCode", "headers", "multiValueHeaders", "cookies"));

  /// One request on its way.
  ///
  /// @param proxy what it goes to
  /// @param route where its path leads
  /// @param reply the way back
  record Passage(Integration.LambdaProxy proxy, Route route, RestReply reply) {

    private void fail(GatewayError error) {
      reply.fail(error, route.resource().path());
    }

    private Call call(byte[] body, ResponseMode mode) {
      byte[] event = new RestEvent(reply.request(), route).json(body);
      String trace = reply.request().arrival().traceId().forFunction();
      return new Call(proxy.functionArn(), UUID.randomUUID().toString(), event, mode, trace);
    }
  }

  /// Carries one request; returns when its response is done.
  void carry(Passage passage, byte[] body) throws InterruptedException {
    if (passage.proxy().streamed()) {
      stream(passage, passage.call(body, ResponseMode.STREAMED));
    } else {
      buffer(passage, passage.call(body, ResponseMode.BUFFERED));
    }
  }

  private void stream(Passage passage, Call call) throws InterruptedException {
    RestReply reply = passage.reply();
    StreamedReply sink =
        new StreamedReply(
            reply.response(), PRELUDE, head -> reply.identified(Remapping.of(head, true)));
    Duration idle = reply.request().api().idle();
    Patience patience = new Patience(passage.proxy().timeout(), idle, sink::silence);
    Optional<Invoked> invoked = waiting.call(() -> lambda.invoke(call, sink), patience);
    if (invoked.isPresent()) {
      endStream(invoked.get(), sink, passage);
    } else if (sink.giveUp()) {
      reply.cut();
    } else {
      passage.fail(GatewayError.TIMEOUT);
    }
  }

  private static void endStream(Invoked invoked, StreamedReply sink, Passage passage) {
    switch (invoked) {
      case Invoked.Ended(Outcome outcome) -> end(sink.ending(outcome), passage);
      case Invoked.EventTooLarge _ -> passage.fail(GatewayError.TOO_LARGE);
      case Invoked.Throttled _, Invoked.Unknown _ -> passage.fail(GatewayError.NOT_INVOKED);
    }
  }

  private static void end(Ending ending, Passage passage) {
    switch (ending) {
      case Ending.Whole _ -> passage.reply().end();
      case Ending.Broken _ -> passage.reply().cut();
      case Ending.NotBegun(Ending.Reason reason) -> passage.fail(error(reason));
    }
  }

  private static GatewayError error(Ending.Reason reason) {
    return switch (reason) {
      case MALFORMED -> GatewayError.NO_PRELUDE;
      case MALFORMED_HEAD, FUNCTION_FAILED -> GatewayError.BAD_ANSWER;
    };
  }

  private void buffer(Passage passage, Call call) throws InterruptedException {
    BufferedReply sink = new BufferedReply();
    Duration total = passage.proxy().timeout();
    Patience patience = new Patience(total, total, () -> Duration.ZERO);
    Optional<Invoked> invoked = waiting.call(() -> lambda.invoke(call, sink), patience);
    if (invoked.isEmpty()) {
      passage.fail(GatewayError.TIMEOUT);
      return;
    }
    switch (invoked.get()) {
      case Invoked.Ended(Outcome.Complete _) -> answer(sink.body(), passage);
      case Invoked.Ended _ -> passage.fail(GatewayError.BAD_ANSWER);
      case Invoked.EventTooLarge _ -> passage.fail(GatewayError.TOO_LARGE);
      case Invoked.Throttled _, Invoked.Unknown _ -> passage.fail(GatewayError.NOT_INVOKED);
    }
  }

  private static void answer(byte[] body, Passage passage) {
    RestReply reply = passage.reply();
    boolean decodes = reply.request().api().binaryTypes().include(reply.request().header("Accept"));
    try {
      ProxyAnswer answer = ProxyAnswer.read(body, decodes);
      reply.send(Remapping.of(answer.typed(), false), answer.body());
    } catch (MalformedAnswer _) {
      passage.fail(GatewayError.BAD_ANSWER);
    }
  }
}
