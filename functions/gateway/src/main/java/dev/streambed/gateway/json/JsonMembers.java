package dev.streambed.gateway.json;

import java.util.ArrayList;
import java.util.List;

/// The members of the object that a document is, and where they stand in its text. The values are
/// checked and not read.
///
/// @param start offset of the opening brace
/// @param list in the order of the text
public record JsonMembers(int start, List<Member> list) {

  public JsonMembers {
    list = List.copyOf(list);
  }

  /// Finds the members.
  ///
  /// @throws JsonException when the text is not JSON, or not an object, or over the limits
  public static JsonMembers of(byte[] utf8) {
    JsonCursor cursor = new JsonCursor(utf8);
    JsonSkipper skipper = new JsonSkipper(cursor);
    List<Member> list = new ArrayList<>();
    int start = cursor.position();
    boolean hasMore = cursor.enter('{');
    while (hasMore) {
      int nameStart = cursor.position();
      String name = cursor.name();
      int valueStart = cursor.position();
      skipper.value();
      list.add(new Member(name, nameStart, valueStart, cursor.end()));
      JsonLimits.checkMembers(list.size(), valueStart);
      hasMore = cursor.next();
    }
    cursor.finish();
    return new JsonMembers(start, list);
  }

  /// One member of an object and where it stands in the text, as byte offsets.
  ///
  /// @param name decoded: escapes in it are resolved
  /// @param nameStart of the name's opening quote
  /// @param valueStart of the value's first byte
  /// @param end behind the value's last byte
  public record Member(String name, int nameStart, int valueStart, int end) {}
}
