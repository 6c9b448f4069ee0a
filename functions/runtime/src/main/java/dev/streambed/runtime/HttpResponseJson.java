package dev.streambed.runtime;

import java.util.List;

/// Writes the part that a prelude and proxy JSON have in common: status, headers and cookies.
final class HttpResponseJson {

  private HttpResponseJson() {}

  /// Writes an object that is still open. Groups that are empty are left out.
  static StringBuilder open(int statusCode, PreludeHeaders groups) {
    StringBuilder json = new StringBuilder(256);
    json.append("{\"statusCode\":").append(statusCode);
    if (!groups.single().isEmpty()) {
      json.append(",\"headers\":{");
      for (int at = 0; at < groups.single().size(); at++) {
        name(json, at, groups.single().get(at));
        JsonStringWriter.string(json, groups.single().get(at).values().get(0));
      }
      json.append('}');
    }
    if (!groups.repeated().isEmpty()) {
      json.append(",\"multiValueHeaders\":{");
      for (int at = 0; at < groups.repeated().size(); at++) {
        name(json, at, groups.repeated().get(at));
        array(json, groups.repeated().get(at).values());
      }
      json.append('}');
    }
    if (!groups.cookies().isEmpty()) {
      json.append(",\"cookies\":");
      array(json, groups.cookies());
    }
    return json;
  }

  private static void name(StringBuilder json, int at, PreludeHeaders.Field field) {
    separate(json, at);
    JsonStringWriter.string(json, field.name());
    json.append(':');
  }

  private static void array(StringBuilder json, List<String> values) {
    json.append('[');
    for (int at = 0; at < values.size(); at++) {
      separate(json, at);
      JsonStringWriter.string(json, values.get(at));
    }
    json.append(']');
  }

  private static void separate(StringBuilder json, int at) {
    if (at > 0) {
      json.append(',');
    }
  }
}
