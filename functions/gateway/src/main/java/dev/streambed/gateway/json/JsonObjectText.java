package dev.streambed.gateway.json;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// A document that is an object, whose members can be taken out, put in and changed. Every other
/// byte stays as it is.
///
/// The text is shared, not copied, and must not be changed.
public final class JsonObjectText {

  private final byte[] text;
  private final JsonMembers members;

  private JsonObjectText(byte[] text, JsonMembers members) {
    this.text = text;
    this.members = members;
  }

  /// Finds the members.
  ///
  /// @throws JsonException when the text is not JSON, is not an object, or exceeds a limit
  public static JsonObjectText of(byte[] utf8) {
    return new JsonObjectText(utf8, JsonMembers.of(utf8));
  }

  public boolean has(String name) {
    return members.list().stream().anyMatch(member -> member.name().equals(name));
  }

  /// The values of this name, parsed lazily, since there can be many.
  public Stream<Json> values(String name) {
    return members.list().stream()
        .filter(member -> member.name().equals(name))
        .map(member -> Json.read(Arrays.copyOfRange(text, member.valueStart(), member.end())));
  }

  /// The value of this name; the first, where a name is repeated.
  public Optional<Json> value(String name) {
    return values(name).findFirst();
  }

  /// The text without these members.
  ///
  /// A member is removed together with the comma after it. Members after the last one that stays
  /// are removed together with the comma before them.
  public byte[] without(Set<String> names) {
    ByteArrayOutputStream rest = new ByteArrayOutputStream(text.length);
    List<JsonMembers.Member> list = members.list();
    int last = lastWithout(names);
    int from = 0;
    for (int index = 0; index < last; index++) {
      if (names.contains(list.get(index).name())) {
        rest.write(text, from, list.get(index).nameStart() - from);
        from = list.get(index + 1).nameStart();
      }
    }
    if (last < list.size() - 1) {
      int end = last < 0 ? members.start() + 1 : list.get(last).end();
      rest.write(text, from, end - from);
      from = list.getLast().end();
    }
    rest.write(text, from, text.length - from);
    return rest.toByteArray();
  }

  /// The text like [#without], with more members at its start.
  ///
  /// @param added their names and values, as JSON text
  public byte[] replacing(Set<String> names, String added) {
    byte[] rest = without(names);
    int begin = members.start() + 1;
    String first = lastWithout(names) < 0 ? added : added + ",";
    ByteArrayOutputStream more = new ByteArrayOutputStream(rest.length + first.length());
    more.write(rest, 0, begin);
    more.writeBytes(first.getBytes(StandardCharsets.UTF_8));
    more.write(rest, begin, rest.length - begin);
    return more.toByteArray();
  }

  /// The text with each value of this name, repeated ones too, replaced by what is made of it.
  ///
  /// @param change gets the text of a value
  /// @return the same array as was read when no value changes
  public byte[] changing(String name, UnaryOperator<byte[]> change) {
    ByteArrayOutputStream changed = new ByteArrayOutputStream(text.length);
    int from = 0;
    for (JsonMembers.Member member : members.list()) {
      if (member.name().equals(name)) {
        byte[] before = Arrays.copyOfRange(text, member.valueStart(), member.end());
        byte[] after = change.apply(before);
        if (!Arrays.equals(before, after)) {
          changed.write(text, from, member.valueStart() - from);
          changed.writeBytes(after);
          from = member.end();
        }
      }
    }
    if (from == 0) {
      return text;
    }
    changed.write(text, from, text.length - from);
    return changed.toByteArray();
  }

  private int lastWithout(Set<String> names) {
    List<JsonMembers.Member> list = members.list();
    int last = list.size() - 1;
    while (last >= 0 && names.contains(list.get(last).name())) {
      last--;
    }
    return last;
  }
}
