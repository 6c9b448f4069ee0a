package dev.streambed.gateway.transport;

import com.amazonaws.services.lambda.runtime.Context;
import dev.streambed.gateway.config.GatewayDependencies;
import dev.streambed.gateway.config.Settings;
import dev.streambed.gateway.domain.Deadline;
import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.ResponseSink;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonException;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.runtime.FrontDoor;
import dev.streambed.runtime.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.Map;

/// Recognises and parses Lambda events.
public final class LambdaEventReader {

  private static final String NOT_SERVED = "This gateway does not serve events of this kind.";

  private final HttpEventReader calls;
  private final InstantSource clock;

  /// @param calls reads HTTP calls
  public LambdaEventReader(HttpEventReader calls, InstantSource clock) {
    this.calls = calls;
    this.clock = clock;
  }

  /// Builds the package.
  public static LambdaEventReader of(GatewayDependencies gatewayDependencies) {
    Settings settings = gatewayDependencies.settings();
    CorsPolicy cors = new CorsPolicy(settings.corsOrigins());
    HttpEventReader calls =
        new HttpEventReader(
            settings.maxBodyBytes(), cors, settings.originSecrets(), gatewayDependencies.clock());
    return new LambdaEventReader(calls, gatewayDependencies.clock());
  }

  /// Reads one event.
  ///
  /// @throws IOException when the event cannot be read to its end
  public IncomingEvent read(InputStream event, Response response, Context context)
      throws IOException {
    JsonObject document = parse(event.readAllBytes());
    return switch (LambdaEventKind.of(document)) {
      case FUNCTION_URL -> calls.read(new FunctionUrlEvent(document), response, context);
      case REST_API -> calls.read(new RestApiEvent(document), response, context);
      case WEB_SOCKET -> readWebSocketEvent(document, response, context);
      case HANDOVER -> readHandover(document, response, context);
      case FAILURE -> readHandoverFailure(document, response, context);
      case SWEEP -> calls.sweep(response, context);
      case OTHER_PROXY -> refusedAsProxyJson(response);
      case UNKNOWN -> refused(DefaultRequestId.random(), new DirectInvokeResponseSink(response));
    };
  }

  private static IncomingEvent readWebSocketEvent(
      JsonObject document, Response response, Context context) {
    return new WebSocketEventReader(document, DefaultRequestId.of(context))
        .read(context)
        .<IncomingEvent>map(event ->
            new IncomingEvent.WebSocketEventReceived(event, new WebSocketResponse(response)))
        .orElseGet(() -> refusedAsProxyJson(response));
  }

  // Another version may occur during a deployment.
  private IncomingEvent readHandover(JsonObject document, Response response, Context context) {
    return Handover.of(document)
        .<IncomingEvent>map(handover -> {
          Deadline deadline = AnswerDeadline.ofPosted(context, clock);
          return new IncomingEvent.HandoverReceived(
              handover, deadline, new DirectInvokeResponseSink(response));
        })
        .orElseGet(
            () -> new IncomingEvent.Unreadable("UnknownHandover", DefaultRequestId.of(context)));
  }

  private IncomingEvent readHandoverFailure(
      JsonObject document, Response response, Context context) {
    return HandoverFailureRecord.of(document)
        .<IncomingEvent>map(failed -> {
          Deadline deadline = AnswerDeadline.ofPosted(context, clock);
          return new IncomingEvent.HandoverFailed(
              failed, deadline, new DirectInvokeResponseSink(response));
        })
        .orElseGet(
            () -> new IncomingEvent.Unreadable("UnknownFailure", DefaultRequestId.of(context)));
  }

  private static IncomingEvent refusedAsProxyJson(Response response) {
    RequestId requestId = DefaultRequestId.random();
    Map<String, String> always = Map.of("x-request-id", requestId.value());
    return refused(requestId, HttpResponseSink.proxy(response, FrontDoor.REST_API, always));
  }

  private static IncomingEvent refused(RequestId requestId, ResponseSink responseSink) {
    return new IncomingEvent.Refused(
        Problem.of(ErrorCode.NOT_FOUND, NOT_SERVED), requestId, responseSink);
  }

  private static JsonObject parse(byte[] event) {
    try {
      return Json.read(event) instanceof JsonObject object ? object : JsonObject.EMPTY;
    } catch (JsonException _) {
      return JsonObject.EMPTY;
    }
  }
}
