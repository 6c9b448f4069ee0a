package dev.streambed.gateway.dialect;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/// A model in a path.
public final class ModelPath {

  private ModelPath() {}

  /// Decodes a model's id. A front door may have encoded what was encoded already; no model's id
  /// has a `%`.
  public static String decode(String value) {
    String decoded = value;
    for (int times = 0; times < 2 && decoded.indexOf('%') >= 0; times++) {
      try {
        decoded = URLDecoder.decode(decoded.replace("+", "%2B"), StandardCharsets.UTF_8);
      } catch (IllegalArgumentException _) {
        return value;
      }
    }
    return decoded;
  }
}
