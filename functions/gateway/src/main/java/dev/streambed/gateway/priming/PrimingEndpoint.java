package dev.streambed.gateway.priming;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// An HTTP endpoint that treats every request as one of DynamoDB or Bedrock, and always returns the
/// same response. Its threads end when it is closed.
final class PrimingEndpoint implements AutoCloseable {

  private static final int BACKLOG = 8;
  private static final String LENGTH = "content-length:";

  private final ServerSocket server;
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

  private PrimingEndpoint(ServerSocket server) {
    this.server = server;
  }

  /// Opens one on any free port of 127.0.0.1.
  static PrimingEndpoint open() throws IOException {
    PrimingEndpoint primingEndpoint =
        new PrimingEndpoint(new ServerSocket(0, BACKLOG, InetAddress.ofLiteral("127.0.0.1")));
    start(primingEndpoint::accept);
    return primingEndpoint;
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  /// Also ends the connections: a client that is abandoned half-way never does.
  @Override
  public void close() throws IOException {
    server.close();
    for (Socket connection : connections) {
      connection.close();
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket connection = server.accept();
        connection.setTcpNoDelay(true);
        connections.add(connection);
        // Closed in between, it was not among those that were ended.
        if (server.isClosed()) {
          connection.close();
        }
        start(() -> serve(connection));
      }
    } catch (IOException _) {
      // Closed: priming is over.
    }
  }

  // Ends when either side closes the connection.
  private static void serve(Socket connection) {
    try (connection) {
      InputStream in = new BufferedInputStream(connection.getInputStream());
      OutputStream out = connection.getOutputStream();
      while (true) {
        out.write(answer(in));
      }
    } catch (IOException _) {
      // The client has disconnected.
    }
  }

  private static byte[] answer(InputStream in) throws IOException {
    boolean isForBedrock = line(in).contains("/model/");
    int length = 0;
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      if (header.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
        length = Integer.parseInt(header.substring(LENGTH.length()).strip());
      }
    }
    in.skipNBytes(length);
    return isForBedrock ? PrimingFixtures.bedrockResponse() : PrimingFixtures.tableResponse();
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException();
      }
      line.append((char) next);
    }
    return line.toString().stripTrailing();
  }

  private static void start(Runnable task) {
    Thread.ofPlatform().daemon().name("streambed-priming").start(task);
  }
}
