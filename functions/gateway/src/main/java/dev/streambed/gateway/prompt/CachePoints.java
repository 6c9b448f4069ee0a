package dev.streambed.gateway.prompt;

import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.domain.Payload;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonArray;
import dev.streambed.gateway.json.JsonException;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonObjectBuilder;
import dev.streambed.gateway.json.JsonString;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Adds cache points to a request of Converse: the blocks behind which Bedrock caches a prompt
/// (https://docs.aws.amazon.com/bedrock/latest/userguide/prompt-caching.html).
///
/// One goes behind the tools and one behind the system prompt, which most requests of an
/// application share. A third goes behind the user's last message before the current turn: a
/// conversation has sent that much before and will send it again, while what the current turn adds,
/// such as documents that were looked up for it, may never come back. Bedrock takes four, and
/// passes over one on a prompt that is too short for a cache.
public final class CachePoints {

  private static final Json CACHE_POINT =
      JsonObjectBuilder.of("cachePoint", JsonObjectBuilder.of("type", new JsonString("default")));

  /// The members of a request that may have cache points.
  public enum Field {
    SYSTEM,
    TOOLS,
    MESSAGES
  }

  private CachePoints() {}

  /// Whether a caller's cache point is handed on: Bedrock refuses the whole request where the model
  /// is known to take none. Of a model that nobody knows it may be taken.
  ///
  /// @param preceding the block that it would stand behind
  public static boolean isTaken(ModelId model, Field field, Json preceding) {
    boolean isBehindText = preceding instanceof JsonObject block && block.has("text");
    return ModelFamily.mayHaveCachePoint(model, field, isBehindText);
  }

  /// The request with cache points, and estimated with them; empty when its model takes none, or
  /// when there is nothing to cache.
  ///
  /// @param modelRequest of Converse, without cache points
  public static Optional<ModelRequest> addTo(ModelRequest modelRequest) {
    Set<Field> fields = ModelFamily.cachePointFields(modelRequest.model());
    return fields.isEmpty()
        ? Optional.empty()
        : read(modelRequest.body())
            .flatMap(request -> {
              JsonObject marked = marked(request, fields);
              return marked.equals(request)
                  ? Optional.empty()
                  : Optional.of(with(modelRequest, marked));
            });
  }

  // In Converse a body may be beyond the limits of a caller's, which it was within.
  private static Optional<JsonObject> read(Payload body) {
    try {
      return Json.read(body.bytes()) instanceof JsonObject request
          ? Optional.of(request)
          : Optional.empty();
    } catch (JsonException _) {
      return Optional.empty();
    }
  }

  private static ModelRequest with(ModelRequest modelRequest, JsonObject marked) {
    Payload body = Payload.of(marked.write().getBytes(StandardCharsets.UTF_8));
    RequestEstimator.Estimate estimate =
        RequestEstimator.estimate(modelRequest.model(), modelRequest.operation(), body);
    return modelRequest.withBody(body, estimate.tokens(), estimate.pricing());
  }

  private static JsonObject marked(JsonObject request, Set<Field> fields) {
    Map<String, Json> members = new LinkedHashMap<>(request.members());
    for (Field field : fields) {
      switch (field) {
        case SYSTEM -> members.computeIfPresent("system", (_, blocks) -> marked(blocks));
        case TOOLS ->
            members.computeIfPresent("toolConfig", (_, config) -> marked(config, "tools"));
        case MESSAGES ->
            members.computeIfPresent("messages", (_, messages) -> markedHistory(messages));
      }
    }
    return new JsonObject(members);
  }

  private static Json marked(Json object, String member) {
    if (!(object instanceof JsonObject(Map<String, Json> members))) {
      return object;
    }
    Map<String, Json> changed = new LinkedHashMap<>(members);
    changed.computeIfPresent(member, (_, blocks) -> marked(blocks));
    return new JsonObject(changed);
  }

  // Bedrock refuses a cache point that nothing precedes.
  private static Json marked(Json blocks) {
    if (!(blocks instanceof JsonArray(List<Json> elements)) || elements.isEmpty()) {
      return blocks;
    }
    List<Json> more = new ArrayList<>(elements);
    more.add(CACHE_POINT);
    return new JsonArray(more);
  }

  private static Json markedHistory(Json list) {
    if (!(list instanceof JsonArray(List<Json> messages))) {
      return list;
    }
    int current = lastOfUser(messages, messages.size());
    int before = lastOfUser(messages, current);
    if (before < 0) {
      return list;
    }
    List<Json> changed = new ArrayList<>(messages);
    changed.set(before, marked(messages.get(before), "content"));
    return new JsonArray(changed);
  }

  /// @return -1 when the user has none before `end`
  private static int lastOfUser(List<Json> messages, int end) {
    int at = end - 1;
    while (at >= 0
        && !(messages.get(at) instanceof JsonObject message
            && message.text("role").equals(Optional.of("user")))) {
      at--;
    }
    return at;
  }
}
