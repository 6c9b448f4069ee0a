package dev.streambed.gateway.transport;

import com.amazonaws.services.lambda.runtime.Context;
import dev.streambed.gateway.config.OriginSecrets;
import dev.streambed.gateway.domain.Headers;
import dev.streambed.gateway.domain.InboundCall;
import dev.streambed.gateway.domain.Payload;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.ResponseSink;
import dev.streambed.gateway.domain.Transport;
import dev.streambed.runtime.Response;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// Reads the call from the event of an HTTP front door.
public final class HttpEventReader {

  /// CloudFront sets it, and replaces one that the caller has set.
  static final String ORIGIN_HEADER = "x-origin-verify";

  private final BodyReader bodies;
  private final CorsPolicy cors;
  private final Optional<OriginSecrets> originSecrets;
  private final InstantSource clock;

  /// @param originSecrets what requests to the Function URL must have; empty for nothing
  public HttpEventReader(
      int maxBodyBytes,
      CorsPolicy cors,
      Optional<OriginSecrets> originSecrets,
      InstantSource clock) {
    this.bodies = new BodyReader(maxBodyBytes);
    this.cors = cors;
    this.originSecrets = originSecrets;
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
    if (!isVerified(event, headers)) {
      return new IncomingEvent.OriginNotVerified(
          call(event, headers, Payload.EMPTY, requestId, context), responseSink);
    }
    return switch (bodies.read(event.event(), headers)) {
      case BodyReader.Result.Invalid(Problem problem) -> refused(problem, requestId, responseSink);
      case BodyReader.Result.Valid(var body) ->
          new IncomingEvent.HttpCallReceived(
              call(event, headers, body, requestId, context), responseSink);
    };
  }

  private InboundCall call(
      HttpEvent event, Headers headers, Payload body, RequestId requestId, Context context) {
    var deadline = AnswerDeadline.of(event, context, clock);
    return new InboundCall(event.transport(), event.target(), headers, body, requestId, deadline);
  }

  // API Gateway has web ACLs of its own, and no other address by which to pass them by.
  private boolean isVerified(HttpEvent event, Headers headers) {
    return event.transport() != Transport.FUNCTION_URL
        || originSecrets
            .map(secrets -> headers.get(ORIGIN_HEADER).filter(secrets::contains).isPresent())
            .orElse(true);
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
