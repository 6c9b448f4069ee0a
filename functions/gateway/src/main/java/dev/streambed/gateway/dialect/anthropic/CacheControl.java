package dev.streambed.gateway.dialect.anthropic;

import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonObjectBuilder;
import dev.streambed.gateway.json.JsonString;
import java.util.List;
import java.util.Optional;

/// The mark behind which a prompt is cached: a member of a block in Anthropic's API, a block of its
/// own in Converse's.
final class CacheControl {

  private CacheControl() {}

  /// Adds the cache point that a block, a tool or a system block asks for.
  ///
  /// @param blocks the last of which is that one
  static void addTo(List<Json> blocks, StrictObject block) {
    block.object("cache_control").ifPresent(control -> blocks.add(cachePoint(control)));
  }

  private static Json cachePoint(StrictObject control) {
    if (!control.required("type").equals("ephemeral")) {
      control.refuse("type", "must be ephemeral.");
    }
    Optional<Json> ttl = control.text("ttl").map(JsonString::new);
    control.finish();
    return new JsonObjectBuilder()
        .put("cachePoint", JsonObjectBuilder.of("type", "default").put("ttl", ttl).build())
        .build();
  }
}
