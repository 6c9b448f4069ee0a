package dev.streambed.bench.experiment;

import dev.streambed.bench.client.StoppableDoor;
import java.io.IOException;
import java.util.Optional;

/// How a caller asks for an answer that it may stop.
enum Way {
  /// Through the front door that the bench was told, and `DELETE`.
  HTTP("http", "HTTP") {
    @Override
    StoppableDoor door(Stage stage) throws IOException {
      return stage.doors().stoppableHttp();
    }

    @Override
    Optional<String> lacks(Stage stage) {
      return Optional.empty();
    }
  },

  /// Over WebSocket, and a message.
  WEB_SOCKET("web-socket", "WebSocket") {
    @Override
    StoppableDoor door(Stage stage) throws IOException {
      return stage.doors().stoppableWebSocket();
    }

    @Override
    Optional<String> lacks(Stage stage) {
      return stage.doors().lacksWebSocket();
    }
  };

  private final String word;
  private final String label;

  Way(String word, String label) {
    this.word = word;
    this.label = label;
  }

  /// Opens one more connection.
  abstract StoppableDoor door(Stage stage) throws IOException;

  /// What the template lacks for it.
  abstract Optional<String> lacks(Stage stage);

  String word() {
    return word;
  }

  String label() {
    return label;
  }
}
