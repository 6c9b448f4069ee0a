package dev.streambed.e2e.caller;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A proxy in front of a WebSocket API that alters text of its handshakes and messages. Texts keep
/// their length, so that frames stay what they are: a server does not mask them.
public final class AlteringSocketProxy implements AutoCloseable {

  private final ServerSocket server;
  private final URI target;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, String> replacements = new LinkedHashMap<>();

  /// @param target the WebSocket API's URL, with its stage
  public AlteringSocketProxy(URI target) throws IOException {
    this.target = target;
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  public URI uri() {
    return URI.create("ws://127.0.0.1:" + server.getLocalPort() + target.getPath());
  }

  /// Replaces a text wherever the API sends it within one write.
  public AlteringSocketProxy replacing(String text, String by) {
    if (text.length() != by.length()) {
      throw new IllegalArgumentException("not of the same length: " + text + ", " + by);
    }
    replacements.put(text, by);
    return this;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket caller = server.accept();
        Socket api = new Socket(target.getHost(), target.getPort());
        threads.execute(() -> pump(caller, api, Map.of()));
        threads.execute(() -> pump(api, caller, replacements));
      } catch (IOException closed) {
        // Closed, or the caller has left.
      }
    }
  }

  private static void pump(Socket from, Socket to, Map<String, String> replacements) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[1 << 16];
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        // One byte a character: the length stays.
        String text = new String(buffer, 0, length, StandardCharsets.ISO_8859_1);
        for (Map.Entry<String, String> each : replacements.entrySet()) {
          text = text.replace(each.getKey(), each.getValue());
        }
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
      }
    } catch (IOException ended) {
      // The other side has ended.
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    threads.shutdownNow();
  }
}
