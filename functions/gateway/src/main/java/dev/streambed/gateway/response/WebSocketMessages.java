package dev.streambed.gateway.response;

import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.Usage;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonNull;
import dev.streambed.gateway.json.JsonNumber;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonString;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The messages on a WebSocket other than chunks.
public final class WebSocketMessages {

  private WebSocketMessages() {}

  /// The response to a ping, as JSON text.
  public static String pong() {
    return "{\"type\":\"pong\"}";
  }

  /// The refusal of a message, as JSON text.
  ///
  /// @param id the id of the answer that the message named; empty when it named none
  /// @param limits what is left of the customer's limits; empty when nothing was counted
  public static String refusal(Problem problem, String id, RequestId requestId, JsonObject limits) {
    Map<String, Json> members = new LinkedHashMap<>();
    if (!id.isEmpty()) {
      members.put("id", new JsonString(id));
    }
    members.putAll(errorMembers(problem, requestId));
    putLimits(members, limits);
    return new JsonObject(members).write();
  }

  /// The members of an answer's first message.
  ///
  /// @param limits what is left of the customer's limits; empty when it has none
  static String start(AnswerCorrelation answerCorrelation, JsonObject limits) {
    Map<String, Json> members = new LinkedHashMap<>();
    members.put("type", new JsonString("start"));
    members.put("requestId", new JsonString(answerCorrelation.requestId().value()));
    members.put("modelId", new JsonString(answerCorrelation.model().value()));
    putLimits(members, limits);
    return membersOf(members);
  }

  /// The members of an answer's last message when it did not fail.
  ///
  /// @param cost empty where it cannot be told
  /// @param stopReason empty when there is none
  /// @param answeredBy the model, where it is another one than the first message says
  static String done(
      Usage usage,
      Optional<AnswerCost> cost,
      String stopReason,
      Optional<ModelId> answeredBy,
      AnswerCorrelation answerCorrelation) {
    Map<String, Json> members = new LinkedHashMap<>();
    members.put("type", new JsonString("done"));
    members.put("stopReason", stopReason.isEmpty() ? new JsonNull() : new JsonString(stopReason));
    members.put("usage", new JsonObject(UsageJson.members(usage, cost)));
    members.put("requestId", new JsonString(answerCorrelation.requestId().value()));
    answeredBy.ifPresent(model -> members.put("modelId", new JsonString(model.value())));
    return membersOf(members);
  }

  /// The members of an answer's last message when it failed.
  static String error(Problem problem, AnswerCorrelation answerCorrelation) {
    return membersOf(errorMembers(problem, answerCorrelation.requestId()));
  }

  private static Map<String, Json> errorMembers(Problem problem, RequestId requestId) {
    Map<String, Json> members = new LinkedHashMap<>();
    members.put("type", new JsonString("error"));
    members.putAll(ErrorJson.members(problem, requestId));
    if (!problem.retryAfter().isZero()) {
      members.put("retryAfter", JsonNumber.of(problem.retryAfter().toSeconds()));
    }
    return members;
  }

  private static void putLimits(Map<String, Json> members, JsonObject limits) {
    if (!limits.members().isEmpty()) {
      members.put("limits", limits);
    }
  }

  private static String membersOf(Map<String, Json> members) {
    String object = new JsonObject(members).write();
    return object.substring(1, object.length() - 1);
  }
}
