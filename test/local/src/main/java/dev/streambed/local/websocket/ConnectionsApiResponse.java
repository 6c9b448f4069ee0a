package dev.streambed.local.websocket;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.local.domain.Json;
import dev.streambed.local.http.ResponseHead;
import dev.streambed.local.http.Responses;
import dev.streambed.local.http.ServiceError;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// What a caller of `@connections` gets.
sealed interface ConnectionsApiResponse {

  /// It has been done, and there is nothing to say.
  record Done(int status) implements ConnectionsApiResponse {}

  /// What is known of a connection.
  record Described(ObjectNode json) implements ConnectionsApiResponse {}

  /// An error.
  record Refused(ServiceError error) implements ConnectionsApiResponse {}

  default void send(Response response, Callback callback) {
    switch (this) {
      case Done(int status) ->
          Responses.send(
              ResponseHead.of(status, "application/json"), new byte[0], response, callback);
      case Described(ObjectNode json) ->
          Responses.send(
              ResponseHead.of(200, "application/json"), Json.bytes(json), response, callback);
      case Refused(ServiceError error) -> error.send(response, callback);
    }
  }
}
