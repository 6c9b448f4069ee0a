package dev.streambed.runtime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/// Reads HTTP/1.1 responses from a connection. Not thread-safe.
final class HttpResponseReader {

  private static final int MOST_FIELDS = 256;

  // Ten times the current largest event: a larger length means a corrupt head.
  private static final int LARGEST_BODY = 64 << 20;

  private final ByteReader in;

  HttpResponseReader(InputStream in) {
    this.in = new ByteReader(in);
  }

  /// The next response; interim responses (1xx) are skipped.
  ///
  /// @throws NoResponseException when the connection ended before its first byte
  RuntimeApiResponse read() throws IOException {
    in.await();
    int status = status();
    List<String> fields = fields();
    while (status < 200) {
      status = status();
      fields = fields();
    }
    boolean last = RuntimeApiResponse.header(fields, "Connection").equalsIgnoreCase("close");
    String length = RuntimeApiResponse.header(fields, "Content-Length");
    if (RuntimeApiResponse.header(fields, "Transfer-Encoding").equalsIgnoreCase("chunked")) {
      return new RuntimeApiResponse(status, fields, chunks(), !last);
    }
    if (length.isEmpty() && status != 204) {
      return new RuntimeApiResponse(status, fields, allowed(in.rest(LARGEST_BODY)), false);
    }
    byte[] body = in.bytes(length.isEmpty() ? 0 : number(length, 10));
    return new RuntimeApiResponse(status, fields, body, !last);
  }

  private int status() throws IOException {
    String line = in.line();
    if (line.length() < 12 || !line.startsWith("HTTP/1.")) {
      throw new MalformedResponseException("no status line");
    }
    return number(line.substring(9, 12), 10);
  }

  private List<String> fields() throws IOException {
    List<String> fields = new ArrayList<>(24);
    for (String line = in.line(); !line.isEmpty(); line = in.line()) {
      int colon = line.indexOf(':');
      if (colon < 1 || fields.size() == 2 * MOST_FIELDS) {
        throw new MalformedResponseException("a header without a name, or too many");
      }
      fields.add(line.substring(0, colon));
      fields.add(line.substring(colon + 1).strip());
    }
    return fields;
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (int size = chunkSize(); size > 0; size = chunkSize()) {
      whole.write(in.bytes(size));
      if (whole.size() > LARGEST_BODY || !in.line().isEmpty()) {
        throw new MalformedResponseException("a chunk that is longer than it said, or too many");
      }
    }
    String trailer = in.line();
    while (!trailer.isEmpty()) {
      trailer = in.line();
    }
    return whole.toByteArray();
  }

  private int chunkSize() throws IOException {
    String line = in.line();
    int extension = line.indexOf(';');
    return number((extension < 0 ? line : line.substring(0, extension)).strip(), 16);
  }

  private static int number(String text, int radix) throws IOException {
    // parseInt would accept a sign, which no length and no status has.
    if (text.isEmpty() || Character.digit(text.charAt(0), radix) < 0) {
      throw new MalformedResponseException("not a number");
    }
    try {
      int number = Integer.parseInt(text, radix);
      if (number <= LARGEST_BODY) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      throw new MalformedResponseException("not a number");
    }
    throw new MalformedResponseException("a body that is too large");
  }

  private static byte[] allowed(byte[] body) throws IOException {
    if (body.length > LARGEST_BODY) {
      throw new MalformedResponseException("a body that is too large");
    }
    return body;
  }
}
