package dev.streambed.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.local.customers.ApiKey;
import dev.streambed.local.domain.Json;
import dev.streambed.local.domain.LocalStackException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The file that gives other programs the URLs of the stack. It exists, complete, while the stack
/// is ready.
///
/// @param path the path of the file
record StateFile(Path path) implements AutoCloseable {

  /// Writes the file atomically, readable by its owner only, because it holds an API key.
  static StateFile write(Path path, LocalStack stack) {
    new StateFile(path).checkIsFree();
    try {
      Path folder = path.toAbsolutePath().getParent();
      Path unfinished =
          Files.createTempFile(
              folder,
              path.getFileName().toString(),
              ".tmp",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      String json = Json.pretty(json(stack)) + "\n";
      Files.writeString(unfinished, json, StandardCharsets.UTF_8);
      Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
      return new StateFile(path);
    } catch (IOException refused) {
      throw new LocalStackException(
          LocalStackException.Code.MACHINE,
          "the state file " + path + " cannot be written",
          refused);
    }
  }

  /// Refuses a file that is another's: of a running stack, or of no stack at all.
  void checkIsFree() {
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && !isLeftBehind()) {
      throw new LocalStackException(
          LocalStackException.Code.MACHINE,
          "--state: " + path + " exists, and is not a stack's that has ended: choose another file");
    }
  }

  // A stack that was killed could not remove its file.
  private boolean isLeftBehind() {
    // In a container the next one often has the same process id.
    return pid().filter(pid -> isOwn(pid) || ProcessHandle.of(pid).isEmpty()).isPresent();
  }

  private static boolean isOwn(long pid) {
    return pid == ProcessHandle.current().pid();
  }

  private Optional<Long> pid() {
    try {
      return Files.isRegularFile(path)
          ? Json.parse(Files.readAllBytes(path))
              .filter(json -> json.has("controlUrl") && json.path("pid").isIntegralNumber())
              .map(json -> json.path("pid").asLong())
          : Optional.empty();
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  @Override
  public void close() throws IOException {
    if (pid().filter(StateFile::isOwn).isPresent()) {
      Files.deleteIfExists(path);
    }
  }

  private static ObjectNode json(LocalStack stack) {
    return Json.object()
        .put("functionUrl", text(stack.functionUrl()))
        .put("restUrl", text(stack.restUrl()))
        .put("webSocketUrl", text(stack.webSocketUrl()))
        .put("pageUrl", text(stack.pageUrl()))
        .put("token", stack.apiKey().map(ApiKey::text).orElse(null))
        .put("pid", ProcessHandle.current().pid())
        .put("controlUrl", stack.controlUrl().toString())
        .put("bedrockUrl", stack.bedrockUrl().toString())
        .put("caBundle", stack.caBundle().map(Path::toString).orElse(null));
  }

  private static @Nullable String text(Optional<URI> uri) {
    return uri.map(URI::toString).orElse(null);
  }
}
