package dev.streambed.gateway.transport;

/// Paths as routes are written: a slash before and none behind.
final class Paths {

  private Paths() {}

  static String tidy(String path) {
    int end = path.length();
    while (end > 0 && path.charAt(end - 1) == '/') {
      end--;
    }
    String tidied = path.substring(0, end);
    return tidied.startsWith("/") ? tidied : "/" + tidied;
  }
}
