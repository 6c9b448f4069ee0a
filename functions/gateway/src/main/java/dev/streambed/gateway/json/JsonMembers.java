package dev.streambed.gateway.json;

import java.util.ArrayList;
import java.util.List;

/// The members of a document that is an object, with their positions in the text. Values are
/// checked but not parsed.
///
/// @param start offset of the opening brace
/// @param list the members, in text order
public record JsonMembers(int start, List<Member> list) {

  public JsonMembers {
    list = List.copyOf(list);
  }

  /// Finds the members.
  ///
  /// @throws JsonException when the text is not JSON, is not an object, or exceeds a limit
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

  /// One member of an object, with byte offsets into the text.
  ///
  /// @param name the name, with escapes decoded
  /// @param nameStart offset of the name's opening quote
  /// @param valueStart offset of the value's first byte
  /// @param end offset after the value's last byte
  public record Member(String name, int nameStart, int valueStart, int end) {}
}
