package dev.streambed.cli.tables;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// Where a list goes on: the key of the last item seen, in a form that a shell leaves alone.
final class ListCursor {

  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private ListCursor() {}

  static String encode(String key) {
    return ENCODER.encodeToString(key.getBytes(StandardCharsets.UTF_8));
  }

  /// The key that a list ended at.
  ///
  /// @return nothing when no list ever said this
  static Optional<String> decode(String cursor) {
    try {
      byte[] key = Base64.getUrlDecoder().decode(cursor);
      return key.length == 0
          ? Optional.empty()
          : Optional.of(new String(key, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }
}
