package dev.streambed.gateway;

import dev.streambed.gateway.fixture.LambdaEvent;
import dev.streambed.gateway.fixture.RecordedAnswer;
import java.util.List;

/// The ways on which an answer reaches its caller.
enum TestFrontDoor {
  /// Server-sent events on the Function URL.
  FUNCTION_URL("function_url"),
  /// Server-sent events through API Gateway's STREAM method.
  REST_STREAM("rest_api"),
  /// One array through API Gateway's BUFFERED method.
  REST_ARRAY("rest_api"),
  /// Messages on a connection, of an answer that an invocation of its own writes.
  WEB_SOCKET("web_socket");

  private final String transport;

  TestFrontDoor(String transport) {
    this.transport = transport;
  }

  /// Those that carry an answer.
  static List<TestFrontDoor> of(RecordedAnswer recordedAnswer) {
    return recordedAnswer.streamed()
        ? List.of(values())
        : List.of(FUNCTION_URL, REST_STREAM, REST_ARRAY);
  }

  /// What the ledger calls it.
  String transport() {
    return transport;
  }

  /// An empty event of an HTTP door's.
  LambdaEvent event() {
    return switch (this) {
      case FUNCTION_URL -> LambdaEvent.functionUrl("POST", "/bedrock");
      case REST_STREAM -> LambdaEvent.rest("POST", "/bedrock/stream");
      case REST_ARRAY -> LambdaEvent.rest("POST", "/bedrock");
      case WEB_SOCKET -> throw new IllegalStateException("a connection sends messages");
    };
  }
}
