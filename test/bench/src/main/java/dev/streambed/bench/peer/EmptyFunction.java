package dev.streambed.bench.peer;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// A function that answers each event with one chunk and asks nobody: what a JVM takes to start,
/// and to speak with Lambda. It needs no other class.
public final class EmptyFunction {

  private static final String INVOCATION = "/2018-06-01/runtime/invocation/";
  private static final String REQUEST_ID = "lambda-runtime-aws-request-id:";
  private static final String LENGTH = "content-length:";

  private EmptyFunction() {}

  /// Serves events until the connection is closed.
  public static void main(String[] arguments) throws IOException {
    String[] address = System.getenv("AWS_LAMBDA_RUNTIME_API").split(":", -1);
    try (Socket connection = new Socket(address[0], Integer.parseInt(address[1]))) {
      connection.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(connection.getInputStream());
      while (true) {
        send(
            connection.getOutputStream(), "GET " + INVOCATION + "next HTTP/1.1\r\nHost: l\r\n\r\n");
        String id = skipMessage(in);
        send(connection.getOutputStream(), response(id));
        skipMessage(in);
      }
    }
  }

  // The text of the chunk is a time, as the texts of the scripted model are.
  private static String response(String requestId) {
    return "POST "
        + INVOCATION
        + requestId
        + "/response HTTP/1.1\r\nHost: l\r\n"
        + "Content-Type: application/vnd.awslambda.http-integration-response\r\n"
        + "Lambda-Runtime-Function-Response-Mode: streaming\r\n"
        + "Transfer-Encoding: chunked\r\n\r\n"
        + chunk("{\"statusCode\":200,\"headers\":{\"content-type\":\"text/event-stream\"}}")
        + chunk("\0\0\0\0\0\0\0\0")
        + chunk("data: {\"content\":\"" + System.nanoTime() + " \"}\n\n")
        + "0\r\n\r\n";
  }

  private static String chunk(String text) {
    return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
  }

  private static void send(OutputStream out, String request) throws IOException {
    out.write(request.getBytes(StandardCharsets.ISO_8859_1));
  }

  // Returns the id of the request, if the message has one.
  private static String skipMessage(InputStream in) throws IOException {
    String id = "";
    long length = 0;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      if (line.regionMatches(true, 0, REQUEST_ID, 0, REQUEST_ID.length())) {
        id = line.substring(REQUEST_ID.length()).trim();
      } else if (line.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
        length = Long.parseLong(line.substring(LENGTH.length()).trim());
      }
    }
    in.skipNBytes(length);
    return id;
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException();
      }
      line.append((char) next);
    }
    return line.toString().trim();
  }
}
