package dev.streambed.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A prelude's headers, sorted as its front door reads them.
///
/// A REST API answers 502 to an array among `headers`, a Function URL 500 to `multiValueHeaders`;
/// neither may join cookies.
///
/// @param single headers with one value each
/// @param repeated headers with several
/// @param cookies values of `Set-Cookie`
record PreludeHeaders(List<Field> single, List<Field> repeated, List<String> cookies) {

  /// They frame the message or concern one connection: the front door sets its own, and API Gateway
  /// answers 502 to some of them.
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

  /// One header, under its name as first written.
  record Field(String name, List<String> values) {}

  /// As the prelude of a streamed answer has them.
  static PreludeHeaders ofStream(Prelude prelude) {
    List<String> cookies = new ArrayList<>(prelude.cookies());
    List<Field> fields = merged(prelude, cookies);
    return prelude.frontDoor() == FrontDoor.FUNCTION_URL
        ? new PreludeHeaders(joined(fields), List.of(), cookies)
        : new PreludeHeaders(ofSize(fields, false), ofSize(fields, true), cookies);
  }

  /// As proxy JSON has them. A REST API knows no `cookies` there.
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
