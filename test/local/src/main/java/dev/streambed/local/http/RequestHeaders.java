package dev.streambed.local.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;

/// The headers of a request as a front door passes them on.
///
/// @param values every header's values, by name as it was written
public record RequestHeaders(Map<String, List<String>> values) {

  /// Hop-by-hop headers, which end at the front door.
  private static final Set<String> HOP_BY_HOP =
      Set.of(
          "connection",
          "http2-settings",
          "keep-alive",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  public RequestHeaders {
    values = Collections.unmodifiableMap(values);
  }

  /// The headers of a request, without hop-by-hop headers.
  public static RequestHeaders of(HttpFields fields) {
    Map<String, List<String>> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (HttpField field : fields) {
      if (HOP_BY_HOP.contains(field.getLowerCaseName())) {
        continue;
      }
      String value = field.getValue() == null ? "" : field.getValue();
      values.computeIfAbsent(field.getName(), _ -> new ArrayList<>()).add(value);
    }
    return new RequestHeaders(values);
  }

  /// The same with lower-case names.
  public RequestHeaders lowerCase() {
    Map<String, List<String>> lower = new TreeMap<>();
    values.forEach((name, all) -> lower.put(name.toLowerCase(Locale.ROOT), all));
    return new RequestHeaders(lower);
  }

  /// The first value of a header, or the empty string.
  ///
  /// @param name in any case
  public String first(String name) {
    return all(name).stream().findFirst().orElse("");
  }

  /// Every value of a header.
  ///
  /// @param name in any case
  public List<String> all(String name) {
    return values.entrySet().stream()
        .filter(entry -> entry.getKey().equalsIgnoreCase(name))
        .flatMap(entry -> entry.getValue().stream())
        .toList();
  }
}
