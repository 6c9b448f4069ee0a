package dev.streambed.bench.experiment;

import dev.streambed.bench.client.StoppableClient;
import java.io.IOException;
import java.util.Optional;

/// How a caller asks for an answer that it may stop.
enum StoppableRoute {
  /// Through the front door that the bench was told, and `DELETE`.
  HTTP("http", "HTTP") {
    @Override
    StoppableClient door(BenchStack benchStack) throws IOException {
      return benchStack.doors().stoppableHttp();
    }

    @Override
    Optional<String> missingRequirement(BenchStack benchStack) {
      return Optional.empty();
    }
  },

  /// Over WebSocket, and a message.
  WEB_SOCKET("web-socket", "WebSocket") {
    @Override
    StoppableClient door(BenchStack benchStack) throws IOException {
      return benchStack.doors().stoppableWebSocket();
    }

    @Override
    Optional<String> missingRequirement(BenchStack benchStack) {
      return benchStack.doors().missingWebSocket();
    }
  };

  private final String word;
  private final String label;

  StoppableRoute(String word, String label) {
    this.word = word;
    this.label = label;
  }

  /// Opens one more connection.
  abstract StoppableClient door(BenchStack benchStack) throws IOException;

  /// What the template lacks for it.
  abstract Optional<String> missingRequirement(BenchStack benchStack);

  String word() {
    return word;
  }

  String label() {
    return label;
  }
}
