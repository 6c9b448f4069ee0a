package dev.streambed.gateway.reply;

import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonText;
import dev.streambed.gateway.vocabulary.IssuedToken;
import java.util.LinkedHashMap;
import java.util.Map;

/// What callers are told of a token that was issued for them.
final class TokenObject {

  private TokenObject() {}

  /// As JSON text.
  static String of(IssuedToken token) {
    Map<String, Json> members = new LinkedHashMap<>();
    members.put("token", new JsonText(token.secret()));
    members.put("expiresAt", new JsonText(token.expiresAt().toString()));
    token.origin().ifPresent(origin -> members.put("origin", new JsonText(origin)));
    return new JsonObject(members).write();
  }
}
