package dev.streambed.gateway.transport;

import com.amazonaws.services.lambda.runtime.Context;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonException;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.vocabulary.ErrorCode;
import dev.streambed.gateway.vocabulary.Problem;
import dev.streambed.gateway.vocabulary.RequestId;
import dev.streambed.gateway.vocabulary.ReturnPath;
import dev.streambed.runtime.FrontDoor;
import dev.streambed.runtime.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.UUID;

/// Learns what a Lambda event is.
public final class FrontDoors {

  private static final String NOT_SERVED = "This gateway does not serve events of this kind.";

  private final CallReader calls;

  /// @param calls reads the HTTP calls among the events
  public FrontDoors(CallReader calls) {
    this.calls = calls;
  }

  /// Reads one event.
  ///
  /// @throws IOException when the event cannot be read to its end
  public Arrival receive(InputStream event, Response response, Context context) throws IOException {
    JsonObject document = parse(event.readAllBytes());
    return switch (EventKind.of(document)) {
      case FUNCTION_URL -> calls.read(new FunctionUrlEvent(document), response, context);
      case REST_API -> calls.read(new RestApiEvent(document), response, context);
      case OTHER_PROXY -> refusedAsProxyJson(response);
      case UNKNOWN -> refused(anyRequestId(), new PlainReturn(response));
    };
  }

  private static Arrival refusedAsProxyJson(Response response) {
    RequestId requestId = anyRequestId();
    Map<String, String> always = Map.of("x-request-id", requestId.value());
    return refused(requestId, HttpReturn.proxy(response, FrontDoor.REST_API, always));
  }

  private static Arrival refused(RequestId requestId, ReturnPath back) {
    return new Arrival.Refused(Problem.of(ErrorCode.NOT_FOUND, NOT_SERVED), requestId, back);
  }

  private static RequestId anyRequestId() {
    return new RequestId(UUID.randomUUID().toString());
  }

  private static JsonObject parse(byte[] event) {
    try {
      return Json.read(event) instanceof JsonObject object ? object : JsonObject.EMPTY;
    } catch (JsonException _) {
      return JsonObject.EMPTY;
    }
  }
}
