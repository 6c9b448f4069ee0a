package dev.streambed.local.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.local.domain.Json;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/// What the page is told.
///
/// @param functionUrl the first Function URL
/// @param restUrl the first REST API
/// @param webSocketUrl the first WebSocket API
/// @param token a customer's token
/// @param models the models that the template allows
public record PageConfig(
    Optional<URI> functionUrl,
    Optional<URI> restUrl,
    Optional<URI> webSocketUrl,
    Optional<String> token,
    List<String> models) {

  public PageConfig {
    models = List.copyOf(models);
  }

  /// As JSON; what there is not is null.
  byte[] json() {
    ObjectNode json =
        Json.object()
            .put("functionUrl", functionUrl.map(URI::toString).orElse(null))
            .put("restUrl", restUrl.map(URI::toString).orElse(null))
            .put("webSocketUrl", webSocketUrl.map(URI::toString).orElse(null))
            .put("token", token.orElse(null));
    ArrayNode list = json.putArray("models");
    models.forEach(list::add);
    return Json.bytes(json);
  }
}
