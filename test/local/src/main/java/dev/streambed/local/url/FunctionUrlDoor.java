package dev.streambed.local.url;

import dev.streambed.local.http.Arrival;
import dev.streambed.local.http.BufferedReply;
import dev.streambed.local.http.Ending;
import dev.streambed.local.http.MalformedAnswer;
import dev.streambed.local.http.PreludeRule;
import dev.streambed.local.http.RequestBody;
import dev.streambed.local.http.StreamedReply;
import dev.streambed.local.iam.FunctionPolicy;
import dev.streambed.local.lambda.Call;
import dev.streambed.local.lambda.Invoked;
import dev.streambed.local.lambda.Lambda;
import dev.streambed.local.template.Resource;
import dev.streambed.runtimeapi.Outcome;
import dev.streambed.runtimeapi.ResponseMode;
import java.io.IOException;
import java.util.Set;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// One Function URL. Thread-safe.
public final class FunctionUrlDoor extends Handler.Abstract {

  private static final PreludeRule PRELUDE =
      new PreludeRule(false, Set.of("statusCode", "headers", "cookies"));

  private final UrlDeclaration url;
  private final UrlCors cors;
  private final UrlEvent events;
  private final boolean permitted;
  private final Lambda lambda;

  /// The door of an `AWS::Lambda::Url`.
  public FunctionUrlDoor(Resource url, FunctionPolicy policy, Lambda lambda) {
    this.url = new UrlDeclaration(url);
    this.cors = this.url.cors();
    this.events = new UrlEvent(this.url.domainName());
    this.permitted = policy.allowsUrl(this.url.functionArn(), "NONE");
    this.lambda = lambda;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Arrival arrival = Arrival.of(request);
    UrlReply reply = new UrlReply(arrival, cors, response, callback);
    if (cors.isConfigured() && arrival.method().equals("OPTIONS")) {
      reply.preflight();
    } else if (!permitted) {
      reply.refuse(UrlError.FORBIDDEN);
    } else {
      read(request, reply);
    }
    return true;
  }

  private void read(Request request, UrlReply reply) throws IOException, InterruptedException {
    switch (RequestBody.read(request, (int) Lambda.EVENT_LIMIT)) {
      case RequestBody.TooLarge _ -> reply.refuse(UrlError.tooLarge(Lambda.EVENT_LIMIT));
      case RequestBody.Whole(byte[] body) -> invoke(body, reply);
    }
  }

  private void invoke(byte[] body, UrlReply reply) throws InterruptedException {
    Arrival arrival = reply.arrival();
    byte[] event = events.of(arrival, body);
    if (url.isStreamed()) {
      stream(call(arrival, event, ResponseMode.STREAMED), reply);
    } else {
      buffer(call(arrival, event, ResponseMode.BUFFERED), reply);
    }
  }

  private Call call(Arrival arrival, byte[] event, ResponseMode mode) {
    return new Call(
        url.functionArn(), arrival.requestId(), event, mode, arrival.traceId().forFunction());
  }

  private void stream(Call call, UrlReply reply) throws InterruptedException {
    StreamedReply sink = new StreamedReply(reply.response(), PRELUDE, reply::decorated);
    switch (lambda.invoke(call, sink)) {
      case Invoked.Ended(Outcome outcome) -> end(sink.ending(outcome), reply);
      case Invoked.Throttled(String reason) -> reply.refuse(UrlError.throttled(reason));
      case Invoked.EventTooLarge(long limit) -> reply.refuse(UrlError.tooLarge(limit));
      case Invoked.Unknown _ -> reply.refuse(UrlError.NOT_FOUND);
    }
  }

  private static void end(Ending ending, UrlReply reply) {
    switch (ending) {
      case Ending.Whole _ -> reply.end();
      case Ending.Broken _ -> reply.cut();
      case Ending.NotBegun _ -> reply.refuse(UrlError.BAD_GATEWAY);
    }
  }

  private void buffer(Call call, UrlReply reply) throws InterruptedException {
    BufferedReply sink = new BufferedReply();
    switch (lambda.invoke(call, sink)) {
      case Invoked.Ended(Outcome.Complete _) -> answer(sink.body(), reply);
      case Invoked.Ended _ -> reply.refuse(UrlError.BAD_GATEWAY);
      case Invoked.Throttled(String reason) -> reply.refuse(UrlError.throttled(reason));
      case Invoked.EventTooLarge(long limit) -> reply.refuse(UrlError.tooLarge(limit));
      case Invoked.Unknown _ -> reply.refuse(UrlError.NOT_FOUND);
    }
  }

  private static void answer(byte[] body, UrlReply reply) {
    try {
      BufferedAnswer answer = BufferedAnswer.read(body);
      reply.send(answer.head(), answer.body());
    } catch (MalformedAnswer _) {
      reply.refuse(UrlError.BAD_GATEWAY);
    }
  }
}
