package dev.streambed.bench.experiment;

import dev.streambed.bench.client.StoppableClient;
import java.io.IOException;
import java.util.Optional;

/// The route of an answer that can be stopped.
enum StoppableRoute {
  /// Over HTTP through the chosen front door; stops with `DELETE`.
  HTTP("http", "HTTP") {
    @Override
    StoppableClient client(BenchStack benchStack) throws IOException {
      return benchStack.clients().stoppableHttp();
    }

    @Override
    Optional<String> missingRequirement(BenchStack benchStack) {
      return Optional.empty();
    }
  },

  /// Over WebSocket; stops with a message.
  WEB_SOCKET("web-socket", "WebSocket") {
    @Override
    StoppableClient client(BenchStack benchStack) throws IOException {
      return benchStack.clients().stoppableWebSocket();
    }

    @Override
    Optional<String> missingRequirement(BenchStack benchStack) {
      return benchStack.clients().missingWebSocket();
    }
  };

  private final String word;
  private final String label;

  StoppableRoute(String word, String label) {
    this.word = word;
    this.label = label;
  }

  /// Opens another connection.
  abstract StoppableClient client(BenchStack benchStack) throws IOException;

  /// The reason why the template does not support it, if so.
  abstract Optional<String> missingRequirement(BenchStack benchStack);

  String word() {
    return word;
  }

  String label() {
    return label;
  }
}
