package dev.streambed.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A prelude's headers, grouped as its front door requires.
///
/// A REST API returns 502 for an array in `headers`, a Function URL returns 500 for
/// `multiValueHeaders`; cookies cannot be joined for either.
///
/// @param single headers with one value each
/// @param repeated headers with several values
/// @param cookies values of `Set-Cookie`
record PreludeHeaders(List<Field> single, List<Field> repeated, List<String> cookies) {

  /// Headers about framing or the connection: the front door sets its own, and API Gateway returns
  /// 502 for some of them.
  private static final String[] FRAMING = {
    "Connection",
    "Content-Length",
    "Keep-Alive",
    "Proxy-Authenticate",
    "Proxy-Authorization",
    "Proxy-Connection",
    "TE",
    "Trailer",
    "Transfer-Encoding",
    "Upgrade"
  };

  /// One header, with the case of its first occurrence.
  record Field(String name, List<String> values) {}

  /// The form for the prelude of a streamed response.
  static PreludeHeaders ofStream(Prelude prelude) {
    List<String> cookies = new ArrayList<>(prelude.cookies());
    List<Field> fields = merged(prelude, cookies);
    return prelude.frontDoor() == FrontDoor.FUNCTION_URL
        ? new PreludeHeaders(joined(fields), List.of(), cookies)
        : new PreludeHeaders(ofSize(fields, false), ofSize(fields, true), cookies);
  }

  /// The form for proxy JSON, in which a REST API does not support `cookies`.
  static PreludeHeaders ofProxy(Prelude prelude) {
    PreludeHeaders groups = ofStream(prelude);
    if (prelude.frontDoor() == FrontDoor.FUNCTION_URL || groups.cookies.isEmpty()) {
      return groups;
    }
    List<Field> repeated = new ArrayList<>(groups.repeated);
    repeated.add(new Field("Set-Cookie", groups.cookies));
    return new PreludeHeaders(groups.single, repeated, List.of());
  }

  private static List<Field> merged(Prelude prelude, List<String> cookies) {
    List<Field> fields = new ArrayList<>();
    for (Map.Entry<String, List<String>> header : prelude.headers().entrySet()) {
      if (header.getKey().equalsIgnoreCase("Set-Cookie")) {
        cookies.addAll(header.getValue());
      } else if (!isFraming(header.getKey()) && !header.getValue().isEmpty()) {
        valuesOf(header.getKey(), fields).addAll(header.getValue());
      }
    }
    return fields;
  }

  private static List<String> valuesOf(String name, List<Field> fields) {
    for (Field field : fields) {
      if (field.name.equalsIgnoreCase(name)) {
        return field.values;
      }
    }
    Field added = new Field(name, new ArrayList<>(1));
    fields.add(added);
    return added.values;
  }

  private static boolean isFraming(String name) {
    for (String framing : FRAMING) {
      if (framing.equalsIgnoreCase(name)) {
        return true;
      }
    }
    return false;
  }

  private static List<Field> joined(List<Field> fields) {
    List<Field> joined = new ArrayList<>(fields.size());
    for (Field field : fields) {
      joined.add(new Field(field.name, List.of(String.join(", ", field.values))));
    }
    return joined;
  }

  private static List<Field> ofSize(List<Field> fields, boolean several) {
    List<Field> some = new ArrayList<>(fields.size());
    for (Field field : fields) {
      if (several == field.values.size() > 1) {
        some.add(field);
      }
    }
    return some;
  }
}
