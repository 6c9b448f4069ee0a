package dev.streambed.gateway.dialect.openai;

import dev.streambed.gateway.dialect.converse.RequestMembers;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonObjectBuilder;
import java.util.Optional;

/// Reads `cache_control` of a part, by which callers of Claude mark how far a prompt is to be
/// cached. It is Anthropic's; OpenAI's API has no such mark, but its clients send it.
final class CacheMark {

  private CacheMark() {}

  /// Converse's block that stands behind the part; empty when the part has no mark.
  static Optional<Json> of(RequestMembers part) {
    return part.object("cache_control")
        .map(mark -> {
          if (!mark.requiredText("type").equals("ephemeral")) {
            throw mark.invalid("type", "must be 'ephemeral'");
          }
          JsonObjectBuilder cachePoint = JsonObjectBuilder.of("type", "default");
          mark.text("ttl").ifPresent(ttl -> cachePoint.put("ttl", ttl));
          mark.finish();
          return JsonObjectBuilder.of("cachePoint", cachePoint.build());
        });
  }
}
