package dev.streambed.local.rest;

import dev.streambed.local.http.ResponseHead;
import dev.streambed.local.http.ResponseHead.Header;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// The headers that API Gateway keeps for itself: a function's own get another name.
final class RemappedHeaders {

  private static final String PREFIX = "x-amzn-Remapped-";
  private static final Set<String> ALWAYS =
      caseInsensitive(
          "Authorization",
          "Connection",
          "Content-MD5",
          "Date",
          "Host",
          "Server",
          "WWW-Authenticate");
  private static final String LENGTH = "Content-Length";

  private RemappedHeaders() {}

  /// A streamed answer may say its own length; a buffered one is measured.
  static ResponseHead of(ResponseHead head, boolean streamed) {
    List<Header> headers =
        head.headers().stream()
            .map(header -> isKept(header.name(), streamed) ? header : renamed(header))
            .toList();
    return new ResponseHead(head.status(), headers);
  }

  private static boolean isKept(String name, boolean streamed) {
    return !ALWAYS.contains(name) && (streamed || !name.equalsIgnoreCase(LENGTH));
  }

  private static Header renamed(Header header) {
    return new Header(PREFIX + header.name(), header.value());
  }

  private static Set<String> caseInsensitive(String... names) {
    Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    set.addAll(List.of(names));
    return set;
  }
}
