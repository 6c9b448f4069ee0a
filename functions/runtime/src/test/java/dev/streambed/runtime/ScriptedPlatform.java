package dev.streambed.runtime;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A platform that sends exactly what a test specifies, valid or not, and then is gone. Every
/// connection gets the next script; a script is sent response by response, each after a request.
final class ScriptedPlatform implements AutoCloseable {

  /// Closes the connection instead of answering.
  static final String CUT = "cut";

  /// At the end of a response: closes the connection after it.
  static final String HANG_UP = "<hang up>";

  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
  private final List<List<String>> scripts;
  private volatile Socket current = new Socket();
  final List<String> requests = new CopyOnWriteArrayList<>();

  ScriptedPlatform(List<List<String>> scripts) throws IOException {
    this.scripts = scripts;
    Thread thread = new Thread(this::serve, "scripted-platform");
    thread.setDaemon(true);
    thread.start();
  }

  static String event(String requestId, String body) {
    return "HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: "
        + requestId
        + "\r\nLambda-Runtime-Deadline-Ms: 99999999999999\r\nContent-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  static String accepted() {
    return "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n";
  }

  String address() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  /// Breaks the connection that is being served, so that even a write to it fails.
  void reset() throws IOException {
    Socket serving = current;
    serving.setSoLinger(true, 0);
    serving.close();
  }

  /// Accepts no further connection.
  void stopListening() throws IOException {
    server.close();
  }

  @Override
  public void close() throws IOException {
    stopListening();
  }

  private void serve() {
    try (server) {
      for (List<String> script : scripts) {
        try (Socket socket = server.accept()) {
          current = socket;
          play(socket, script);
        } catch (SocketException hungUp) {
          // The runtime may close the connection before the end of an invalid response.
          requests.add("hung up");
        }
      }
    } catch (IOException broken) {
      requests.add("the platform broke");
    }
  }

  private void play(Socket socket, List<String> script) throws IOException {
    socket.setTcpNoDelay(true);
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    for (String answer : script) {
      if (!readRequest(in) || answer.equals(CUT)) {
        return;
      }
      write(socket.getOutputStream(), answer.replace(HANG_UP, ""));
      if (answer.endsWith(HANG_UP)) {
        return;
      }
    }
    readRequest(in);
  }

  private boolean readRequest(BufferedReader in) throws IOException {
    String first = in.readLine();
    if (first == null) {
      return false;
    }
    int length = 0;
    for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
      if (line.startsWith("Content-Length: ")) {
        length = Integer.parseInt(line.substring(16));
      }
    }
    char[] body = new char[length];
    int at = 0;
    while (at < length) {
      at += in.read(body, at, length - at);
    }
    requests.add(first.replace(" HTTP/1.1", "") + (length == 0 ? "" : " " + new String(body)));
    return true;
  }

  // Byte by byte, so that every answer is also one that is split everywhere.
  private static void write(OutputStream out, String answer) throws IOException {
    for (byte one : answer.getBytes(StandardCharsets.UTF_8)) {
      out.write(one);
    }
  }
}
