package dev.streambed.bedrock;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/// HTTP/1.1 as bare bytes, for what HTTP clients hide: exactly what came before a connection broke,
/// and callers that do not behave.
final class RawConnection {

  private RawConnection() {}

  /// A chunked body.
  ///
  /// @param bytes all that came of it
  /// @param isComplete whether it had its end
  @SuppressWarnings("ArrayRecordComponent") // Looked at once.
  record Body(byte[] bytes, boolean isComplete) {}

  /// A connection on which Nova was asked to stream an answer.
  static Socket asking(URI endpoint, String prompt) throws IOException {
    byte[] body = UnsignedClient.novaBytes(prompt);
    Instant now = Instant.now();
    String head =
        String.join(
            "\r\n",
            "POST /model/" + UnsignedClient.NOVA + "/invoke-with-response-stream HTTP/1.1",
            "Host: localhost",
            "Authorization: " + UnsignedClient.authorization(now),
            "X-Amz-Date: " + UnsignedClient.amzDate(now),
            "Content-Length: " + body.length,
            "",
            "");
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), endpoint.getPort());
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().write(body);
    return socket;
  }

  /// Reads a streamed answer to its end, or to where it breaks off.
  static Body body(URI endpoint, String prompt) throws IOException {
    try (Socket socket = asking(endpoint, prompt)) {
      InputStream in = socket.getInputStream();
      while (!line(in).isEmpty()) {
        // The head is of no interest.
      }
      return chunks(in);
    }
  }

  private static Body chunks(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (String size = line(in); !size.isEmpty(); size = line(in)) {
      int length = Integer.parseInt(size, 16);
      if (length == 0) {
        return new Body(bytes.toByteArray(), true);
      }
      bytes.write(in.readNBytes(length));
      in.readNBytes(2);
    }
    return new Body(bytes.toByteArray(), false);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int octet = in.read(); octet >= 0 && octet != '\n'; octet = in.read()) {
      line.append((char) octet);
    }
    return line.toString().strip();
  }
}
