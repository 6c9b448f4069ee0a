package dev.streambed.local.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.local.domain.Json;
import dev.streambed.local.http.ResponseHead.Header;
import java.util.List;
import java.util.UUID;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// An error in the format of AWS's JSON APIs.
///
/// @param status the HTTP status
/// @param type the header `x-amzn-ErrorType`
/// @param body the body
public record ServiceError(int status, String type, ObjectNode body) {

  /// An error whose body is `{"message": …}`.
  public static ServiceError of(int status, String type, String message) {
    return new ServiceError(status, type, Json.object().put("message", message));
  }

  /// IAM's refusal, whose body is `{"Message": …}`.
  public static ServiceError denied(String message) {
    return new ServiceError(403, "AccessDeniedException", Json.object().put("Message", message));
  }

  /// The same error under another service's name for it.
  public ServiceError as(String another) {
    return new ServiceError(status, another, body);
  }

  public void send(Response response, Callback callback) {
    List<Header> headers =
        List.of(
            new Header("Content-Type", "application/json"),
            new Header("x-amzn-RequestId", UUID.randomUUID().toString()),
            new Header("x-amzn-ErrorType", type));
    Responses.send(new ResponseHead(status, headers), Json.bytes(body), response, callback);
  }
}
