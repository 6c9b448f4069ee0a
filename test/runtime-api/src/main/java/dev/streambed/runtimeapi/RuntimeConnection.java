package dev.streambed.runtimeapi;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Serves one connection of the runtime, request after request. Runs on a thread of its own.
final class RuntimeConnection implements Runnable {

  /// How long the rest of a refused body is read, so that the runtime sees the refusal and not a
  /// reset connection.
  private static final int LINGER_MILLIS = 500;

  /// How much of a refused body is read so that the connection can be reused.
  private static final long LARGEST_REFUSED = 256 << 10;

  private static final byte[] CONTINUE =
      "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final Socket socket;
  private final Routes routes;
  private final ConnectionTap connectionTap;

  RuntimeConnection(Socket socket, Routes routes, ConnectionTap connectionTap) {
    this.socket = socket;
    this.routes = routes;
    this.connectionTap = connectionTap;
  }

  @Override
  public void run() {
    connectionTap.opened();
    boolean byRuntime = false;
    try (socket) {
      socket.setTcpNoDelay(true);
      byRuntime = serve(new HttpReader(socket.getInputStream()));
    } catch (EOFException | SocketException brokenOff) {
      byRuntime = !socket.isClosed();
    } catch (IOException broken) {
      byRuntime = false;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      connectionTap.closed(byRuntime);
    }
  }

  /// Breaks the connection immediately.
  void cut() {
    try {
      socket.close();
    } catch (IOException _) {
      // It was broken already.
    }
  }

  /// Serves requests until either side closes.
  ///
  /// @return whether the runtime closed the connection
  private boolean serve(HttpReader input) throws IOException, InterruptedException {
    while (true) {
      Optional<RequestHead> head = head(input);
      if (head.isEmpty()) {
        return true;
      }
      if (!serve(head.get(), input)) {
        return false;
      }
    }
  }

  private Optional<RequestHead> head(HttpReader input) throws IOException {
    try {
      return RequestHead.read(input);
    } catch (HttpReader.MalformedRequestException malformed) {
      write(PlatformResponse.malformed());
      throw malformed;
    }
  }

  private boolean serve(RequestHead head, HttpReader input)
      throws IOException, InterruptedException {
    connectionTap.request(head);
    RequestBody requestBody = RequestBody.of(head, input, connectionTap);
    if (head.headers().lists("Expect", "100-continue")) {
      socket.getOutputStream().write(CONTINUE);
    }
    Optional<PlatformResponse> response = routes.answer(head, requestBody, this::cut);
    if (response.isEmpty()) {
      return false;
    }
    write(response.get());
    return isWholeAfter(response.get(), requestBody) && !head.closes();
  }

  private void write(PlatformResponse platformResponse) throws IOException {
    socket.getOutputStream().write(platformResponse.render());
    connectionTap.answered(platformResponse.status());
  }

  // The rest of a refused body must not be taken for the next request.
  private boolean isWholeAfter(PlatformResponse platformResponse, RequestBody requestBody)
      throws IOException {
    if (platformResponse.status() < 300) {
      return true;
    }
    socket.setSoTimeout(LINGER_MILLIS);
    if (isRead(requestBody)) {
      socket.setSoTimeout(0);
      return true;
    }
    socket.shutdownOutput();
    drain(socket.getInputStream());
    return false;
  }

  private static boolean isRead(RequestBody requestBody) throws IOException {
    byte[] buffer = new byte[8 << 10];
    for (long rest = LARGEST_REFUSED; rest > 0; ) {
      int count = requestBody.read(buffer);
      if (count < 0) {
        return true;
      }
      rest -= count;
    }
    return false;
  }

  private static void drain(InputStream rest) throws IOException {
    byte[] buffer = new byte[8 << 10];
    long end = System.nanoTime() + LINGER_MILLIS * 1_000_000L;
    boolean more = true;
    while (more && System.nanoTime() < end) {
      more = rest.read(buffer) >= 0;
    }
  }
}
