package dev.streambed.gateway.dialect.anthropic;

import dev.streambed.gateway.dialect.converse.RequestMembers;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonObjectBuilder;
import dev.streambed.gateway.json.JsonString;
import java.util.Optional;

/// The mark behind which a prompt is cached: a member of a block in Anthropic's API, a block of its
/// own in Converse's.
final class CacheControl {

  private CacheControl() {}

  /// The cache point that a block, a tool or a system block asks for.
  static Optional<Json> of(RequestMembers block) {
    return block.object("cache_control").map(CacheControl::cachePoint);
  }

  private static Json cachePoint(RequestMembers control) {
    if (!control.requiredText("type").equals("ephemeral")) {
      throw control.invalid("type", "must be ephemeral");
    }
    Optional<Json> ttl = control.text("ttl").map(JsonString::new);
    control.finish();
    return JsonObjectBuilder.of(
        "cachePoint", JsonObjectBuilder.of("type", "default").put("ttl", ttl).build());
  }
}
