package dev.streambed.gateway;

import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonText;
import dev.streambed.gateway.limit.Permit;
import dev.streambed.gateway.vocabulary.CustomerId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// A permit on its way from one invocation to another.
final class PermitJson {

  private PermitJson() {}

  static JsonObject write(Permit permit) {
    Map<String, Json> members = new LinkedHashMap<>();
    members.put("customerId", new JsonText(permit.customer().value()));
    members.put("admittedAt", new JsonText(permit.at().toString()));
    return new JsonObject(members);
  }

  /// Reads what [#write] wrote.
  ///
  /// @throws RuntimeException when it is nothing of the kind
  static Permit read(JsonObject json) {
    return new Permit(
        new CustomerId(json.text("customerId").orElseThrow()),
        Instant.parse(json.text("admittedAt").orElseThrow()));
  }
}
