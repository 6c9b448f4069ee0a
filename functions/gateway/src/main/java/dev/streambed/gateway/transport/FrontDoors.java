package dev.streambed.gateway.transport;

import com.amazonaws.services.lambda.runtime.Context;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonException;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.vocabulary.Deadline;
import dev.streambed.gateway.vocabulary.ErrorCode;
import dev.streambed.gateway.vocabulary.Problem;
import dev.streambed.gateway.vocabulary.RequestId;
import dev.streambed.gateway.vocabulary.ReturnPath;
import dev.streambed.runtime.FrontDoor;
import dev.streambed.runtime.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.Map;

/// Learns what a Lambda event is.
public final class FrontDoors {

  private static final String NOT_SERVED = "This gateway does not serve events of this kind.";

  private final CallReader calls;
  private final InstantSource clock;

  /// @param calls reads the HTTP calls among the events
  public FrontDoors(CallReader calls, InstantSource clock) {
    this.calls = calls;
    this.clock = clock;
  }

  /// Reads one event.
  ///
  /// @throws IOException when the event cannot be read to its end
  public Arrival receive(InputStream event, Response response, Context context) throws IOException {
    JsonObject document = parse(event.readAllBytes());
    return switch (EventKind.of(document)) {
      case FUNCTION_URL -> calls.read(new FunctionUrlEvent(document), response, context);
      case REST_API -> calls.read(new RestApiEvent(document), response, context);
      case WEB_SOCKET -> onSocket(document, response, context);
      case HANDOVER -> handedOn(document, response, context);
      case FAILURE -> failed(document, response, context);
      case SWEEP -> calls.sweep(response, context);
      case OTHER_PROXY -> refusedAsProxyJson(response);
      case UNKNOWN -> refused(InvocationId.any(), new PlainReturn(response));
    };
  }

  private static Arrival onSocket(JsonObject document, Response response, Context context) {
    return new SocketReader(document, InvocationId.of(context))
        .read(context)
        .<Arrival>map(event -> new Arrival.OnSocket(event, new SocketReturn(response)))
        .orElseGet(() -> refusedAsProxyJson(response));
  }

  // One of another version can be there while a deployment is under way.
  private Arrival handedOn(JsonObject document, Response response, Context context) {
    return Handover.of(document)
        .<Arrival>map(handover -> {
          Deadline deadline = AnswerTime.ofPosted(context, clock);
          return new Arrival.HandedOn(handover, deadline, new PlainReturn(response));
        })
        .orElseGet(() -> new Arrival.Unreadable("UnknownHandover", InvocationId.of(context)));
  }

  private Arrival failed(JsonObject document, Response response, Context context) {
    return FailedHandover.of(document)
        .<Arrival>map(failed -> {
          Deadline deadline = AnswerTime.ofPosted(context, clock);
          return new Arrival.HandoverFailed(failed, deadline, new PlainReturn(response));
        })
        .orElseGet(() -> new Arrival.Unreadable("UnknownFailure", InvocationId.of(context)));
  }

  private static Arrival refusedAsProxyJson(Response response) {
    RequestId requestId = InvocationId.any();
    Map<String, String> always = Map.of("x-request-id", requestId.value());
    return refused(requestId, HttpReturn.proxy(response, FrontDoor.REST_API, always));
  }

  private static Arrival refused(RequestId requestId, ReturnPath back) {
    return new Arrival.Refused(Problem.of(ErrorCode.NOT_FOUND, NOT_SERVED), requestId, back);
  }

  private static JsonObject parse(byte[] event) {
    try {
      return Json.read(event) instanceof JsonObject object ? object : JsonObject.EMPTY;
    } catch (JsonException _) {
      return JsonObject.EMPTY;
    }
  }
}
