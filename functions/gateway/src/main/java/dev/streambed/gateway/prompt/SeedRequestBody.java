package dev.streambed.gateway.prompt;

import dev.streambed.gateway.domain.Payload;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonMembers;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// A body in the seed format, split into the gateway's members and the model's.
final class SeedRequestBody {

  private static final Set<String> OURS = Set.of("modelId", "model", "stream", "stream_options");
  private static final Set<String> OURS_IN_A_MESSAGE =
      Set.of("modelId", "model", "stream", "stream_options", "action", "id");

  private final byte[] text;
  private final int brace;
  private final List<JsonMembers.Member> members;
  private final Set<String> ours;

  private SeedRequestBody(byte[] text, JsonMembers members, Set<String> ours) {
    this.text = text;
    this.brace = members.start();
    this.members = members.list();
    this.ours = ours;
  }

  static SeedRequestBody of(Payload body) {
    return new SeedRequestBody(body.bytes(), JsonMembers.of(body.bytes()), OURS);
  }

  static SeedRequestBody ofMessage(Payload message) {
    return new SeedRequestBody(message.bytes(), JsonMembers.of(message.bytes()), OURS_IN_A_MESSAGE);
  }

  /// The values of this name, parsed lazily, since there can be many.
  Stream<Json> values(String name) {
    return members.stream()
        .filter(member -> member.name().equals(name))
        .map(member -> Json.read(Arrays.copyOfRange(text, member.valueStart(), member.end())));
  }

  /// The body without the gateway's members; every other byte is unchanged.
  ///
  /// A member is removed together with the comma after it. Members after the model's last one are
  /// removed together with the comma before them.
  Payload rest() {
    ByteArrayOutputStream rest = new ByteArrayOutputStream(text.length);
    int last = lastOfModel();
    int from = 0;
    for (int index = 0; index < last; index++) {
      if (isOurs(members.get(index))) {
        rest.write(text, from, members.get(index).nameStart() - from);
        from = members.get(index + 1).nameStart();
      }
    }
    if (last < members.size() - 1) {
      int end = last < 0 ? brace + 1 : members.get(last).end();
      rest.write(text, from, end - from);
      from = members.getLast().end();
    }
    rest.write(text, from, text.length - from);
    return Payload.of(rest.toByteArray());
  }

  /// The body like [#rest], with one member inserted at its start.
  ///
  /// @param member its name and value, as JSON text
  Payload restWith(String member) {
    byte[] rest = rest().bytes();
    String first = lastOfModel() < 0 ? member : member + ",";
    ByteArrayOutputStream more = new ByteArrayOutputStream(rest.length + first.length());
    more.write(rest, 0, brace + 1);
    more.writeBytes(first.getBytes(StandardCharsets.UTF_8));
    more.write(rest, brace + 1, rest.length - brace - 1);
    return Payload.of(more.toByteArray());
  }

  private int lastOfModel() {
    int last = members.size() - 1;
    while (last >= 0 && isOurs(members.get(last))) {
      last--;
    }
    return last;
  }

  private boolean isOurs(JsonMembers.Member member) {
    return ours.contains(member.name());
  }
}
