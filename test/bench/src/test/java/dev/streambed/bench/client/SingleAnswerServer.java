package dev.streambed.bench.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/// A server that gives each connection one answer, in parts with a pause between them.
final class SingleAnswerServer implements AutoCloseable {

  static final Duration PAUSE = Duration.ofMillis(60);

  private final ServerSocket server;
  private final List<byte[]> parts;

  private SingleAnswerServer(ServerSocket server, List<byte[]> parts) {
    this.server = server;
    this.parts = parts;
  }

  static SingleAnswerServer of(String... parts) throws IOException {
    return ofBytes(
        List.of(parts).stream().map(part -> part.getBytes(StandardCharsets.ISO_8859_1)).toList());
  }

  static SingleAnswerServer ofBytes(List<byte[]> parts) throws IOException {
    SingleAnswerServer answer =
        new SingleAnswerServer(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()), parts);
    Thread.ofVirtual().start(answer::serve);
    return answer;
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private void serve() {
    try (Socket socket = server.accept()) {
      byte[] request = new byte[1 << 16];
      if (socket.getInputStream().read(request) <= 0) {
        return;
      }
      for (byte[] part : parts) {
        socket.getOutputStream().write(part);
        Thread.sleep(PAUSE);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
