package dev.streambed.local.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.local.domain.Json;
import dev.streambed.local.http.MalformedResponseException.Part;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.Set;

/// Finds the prelude of a streamed response: a JSON object, then eight NUL bytes, then the body.
/// Not thread-safe.
public final class PreludeReader {

  private static final int DELIMITER = 8;

  private final int limit;
  private final Set<String> known;
  private final ByteArrayOutputStream prelude = new ByteArrayOutputStream();
  private int zeros;

  /// Creates a reader for one response.
  ///
  /// @param limit the bytes within which the delimiter must end
  /// @param known the members that a prelude may have
  PreludeReader(int limit, Set<String> known) {
    this.limit = limit;
    this.known = known;
  }

  /// Reads bytes until the delimiter has ended.
  ///
  /// @return the position of the body in these bytes, or nothing when more are needed
  OptionalInt take(byte[] buffer, int offset, int length) throws MalformedResponseException {
    for (int index = offset; index < offset + length; index++) {
      prelude.write(buffer[index]);
      zeros = buffer[index] == 0 ? zeros + 1 : 0;
      if (zeros == DELIMITER) {
        return OptionalInt.of(index + 1);
      }
      if (prelude.size() >= limit) {
        throw new MalformedResponseException(
            Part.FORMAT, "no delimiter within " + limit + " bytes");
      }
    }
    return OptionalInt.empty();
  }

  /// Status and headers. Call after the delimiter was found.
  ResponseHead head() throws MalformedResponseException {
    byte[] bytes = prelude.toByteArray();
    byte[] json = Arrays.copyOf(bytes, bytes.length - DELIMITER);
    JsonNode object =
        Json.parse(json)
            .orElseThrow(
                () -> new MalformedResponseException(Part.FORMAT, "the prelude is not JSON"));
    return ResponseHeadReader.read(object, known);
  }

  /// When and how a front door reads the prelude of a streamed response.
  ///
  /// @param always whether every response must have one; otherwise the content type decides
  /// @param known the members that it may have
  public record Rule(boolean always, Set<String> known) {

    /// AWS's limit: the first 16 KB of the stream.
    private static final int LIMIT = 16 << 10;

    private static final String CONTENT_TYPE =
        "application/vnd.awslambda.http-integration-response";

    public Rule {
      known = Set.copyOf(known);
    }

    boolean isExpected(String contentType) {
      return always || contentType.startsWith(CONTENT_TYPE);
    }

    PreludeReader reader() {
      return new PreludeReader(LIMIT, known);
    }
  }
}
