package dev.streambed.gateway.response;

import dev.streambed.gateway.domain.IssuedKey;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonString;
import java.util.LinkedHashMap;
import java.util.Map;

/// What callers are told of a token that was issued for them.
final class IssuedKeyJson {

  private IssuedKeyJson() {}

  /// As JSON text.
  static String of(IssuedKey token) {
    Map<String, Json> members = new LinkedHashMap<>();
    members.put("token", new JsonString(token.secret()));
    members.put("expiresAt", new JsonString(token.expiresAt().toString()));
    token.origin().ifPresent(origin -> members.put("origin", new JsonString(origin)));
    return new JsonObject(members).write();
  }
}
