package dev.streambed.gateway.transport;

/// Paths as routes are written: a slash before each part and none behind. A base URL that ends in a
/// slash and a path that begins with one are often joined as they are.
final class PathNormalizer {

  private PathNormalizer() {}

  static String normalize(String path) {
    StringBuilder tidied = new StringBuilder(path.length());
    for (String part : path.split("/", -1)) {
      if (!part.isEmpty()) {
        tidied.append('/').append(part);
      }
    }
    return tidied.isEmpty() ? "/" : tidied.toString();
  }
}
