package dev.streambed.local;

import dev.streambed.local.domain.LocalStackException;
import dev.streambed.local.websocket.ConnectionTimeouts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/// The command-line options of the chat page and of WebSocket connections.
final class PageAndWebSocketOptions {

  private static final Path USUAL_PAGE = Path.of("client-js/demo");

  @Option(
      names = "--page",
      paramLabel = "DIR",
      description = "The folder of the chat page. Default: client-js/demo where there is one")
  private Optional<Path> page = Optional.empty();

  @Option(
      names = "--connection-idle",
      paramLabel = "SECONDS",
      defaultValue = "600",
      description =
          "How long a WebSocket connection may be idle, as 10 minutes on AWS. Default: ${DEFAULT-VALUE}")
  private int idleSeconds = 600;

  @Option(
      names = "--connection-limit",
      paramLabel = "SECONDS",
      defaultValue = "7200",
      description =
          "How long a WebSocket connection may last, as 2 hours on AWS. Default: ${DEFAULT-VALUE}")
  private int limitSeconds = 7200;

  LocalStackOptions applyTo(LocalStackOptions options) {
    LocalStackOptions timed =
        options.withConnectionTimeouts(
            new ConnectionTimeouts(
                Duration.ofSeconds(idleSeconds), Duration.ofSeconds(limitSeconds)));
    return folder().map(timed::withPage).orElse(timed);
  }

  private Optional<Path> folder() {
    if (page.isPresent() && !Files.isDirectory(page.get())) {
      throw new LocalStackException(
          LocalStackException.Code.MACHINE, "there is no folder " + page.get() + " for --page");
    }
    return page.or(() -> Optional.of(USUAL_PAGE).filter(Files::isDirectory));
  }
}
