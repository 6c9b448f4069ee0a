package dev.streambed.local.websocket;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.local.gate.ServiceError;
import dev.streambed.local.http.Replies;
import dev.streambed.local.http.ResponseHead;
import dev.streambed.local.vocabulary.Json;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// What a caller of `@connections` gets.
sealed interface ManagementAnswer {

  /// It has been done, and there is nothing to say.
  record Done(int status) implements ManagementAnswer {}

  /// What is known of a connection.
  record Described(ObjectNode json) implements ManagementAnswer {}

  /// An error.
  record Refused(ServiceError error) implements ManagementAnswer {}

  default void send(Response response, Callback callback) {
    switch (this) {
      case Done(int status) ->
          Replies.send(
              ResponseHead.of(status, "application/json"), new byte[0], response, callback);
      case Described(ObjectNode json) ->
          Replies.send(
              ResponseHead.of(200, "application/json"), Json.bytes(json), response, callback);
      case Refused(ServiceError error) -> error.send(response, callback);
    }
  }
}
