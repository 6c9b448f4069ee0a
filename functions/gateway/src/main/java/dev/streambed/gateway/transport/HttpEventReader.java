package dev.streambed.gateway.transport;

import com.amazonaws.services.lambda.runtime.Context;
import dev.streambed.gateway.domain.Headers;
import dev.streambed.gateway.domain.InboundCall;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.ResponseSink;
import dev.streambed.runtime.Response;
import java.time.InstantSource;
import java.util.Map;

/// Reads the call from the event of an HTTP front door.
public final class HttpEventReader {

  private final BodyReader bodies;
  private final CorsPolicy cors;
  private final InstantSource clock;

  public HttpEventReader(int maxBodyBytes, CorsPolicy cors, InstantSource clock) {
    this.bodies = new BodyReader(maxBodyBytes);
    this.cors = cors;
    this.clock = clock;
  }

  IncomingEvent read(HttpEvent event, Response response, Context context) {
    Headers headers = event.headers();
    // An invalid id was not meant for the gateway: proxies, meshes and browser tools set this
    // header too.
    RequestId requestId =
        headers
            .get("x-request-id")
            .flatMap(RequestId::of)
            .orElseGet(() -> DefaultRequestId.of(context));
    ResponseSink responseSink = responseSink(event, requestId, response);
    return switch (bodies.read(event.event(), headers)) {
      case BodyReader.Result.Invalid(Problem problem) -> refused(problem, requestId, responseSink);
      case BodyReader.Result.Valid(var body) -> {
        var deadline = AnswerDeadline.of(event, context, clock);
        var inboundCall =
            new InboundCall(event.transport(), event.target(), headers, body, requestId, deadline);
        yield new IncomingEvent.HttpCallReceived(inboundCall, responseSink);
      }
    };
  }

  /// A sweep may use all of the function's time.
  IncomingEvent sweep(Response response, Context context) {
    return new IncomingEvent.SweepDue(
        AnswerDeadline.of(context, clock), new DirectInvokeResponseSink(response));
  }

  private ResponseSink responseSink(HttpEvent event, RequestId requestId, Response response) {
    Map<String, String> always = cors.headersFor(event);
    always.put("x-request-id", requestId.value());
    return event.streams()
        ? HttpResponseSink.streamed(response, event.frontDoor(), always)
        : HttpResponseSink.proxy(response, event.frontDoor(), always);
  }

  private static IncomingEvent refused(
      Problem problem, RequestId requestId, ResponseSink responseSink) {
    return new IncomingEvent.Refused(problem, requestId, responseSink);
  }
}
