package dev.streambed.gateway.dialect.anthropic;

import dev.streambed.gateway.dialect.converse.RequestMembers;
import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonArray;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonObjectBuilder;
import dev.streambed.gateway.json.JsonString;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What a request says beside its conversation, in Converse's form.
final class ConverseOptions {

  /// Bedrock's rule for the values of a request's metadata.
  private static final Pattern METADATA = Pattern.compile("[a-zA-Z0-9\\s:_@$#=/+,.-]{0,256}");

  private static final Set<String> TIERS = Set.of("default", "flex", "priority", "reserved");
  private static final long LOW_BUDGET = 4096;
  private static final long MEDIUM_BUDGET = 16_384;

  private final ModelId model;
  private final JsonObjectBuilder modelFields = new JsonObjectBuilder();
  private final JsonObjectBuilder output = new JsonObjectBuilder();

  private ConverseOptions(ModelId model) {
    this.model = model;
  }

  /// Reads the options and adds them to a request for Converse.
  static void addTo(JsonObjectBuilder request, RequestMembers body, ModelId model) {
    new ConverseOptions(model).read(request, body);
  }

  private void read(JsonObjectBuilder request, RequestMembers body) {
    addPresent(request, "inferenceConfig", inference(body));
    body.number("top_k").ifPresent(topK -> topK(body, topK));
    body.object("thinking").ifPresent(this::thinking);
    addPresent(request, "additionalModelRequestFields", modelFields);
    body.object("output_config").ifPresent(this::outputConfig);
    body.object("output_format").ifPresent(this::format);
    addPresent(request, "outputConfig", output);
    body.text("service_tier").ifPresent(tier -> serviceTier(request, body, tier));
    body.object("metadata").ifPresent(metadata -> metadata(request, metadata));
  }

  private static void addPresent(JsonObjectBuilder request, String name, JsonObjectBuilder value) {
    JsonObject object = value.build();
    if (!object.members().isEmpty()) {
      request.put(name, object);
    }
  }

  private static JsonObjectBuilder inference(RequestMembers body) {
    return new JsonObjectBuilder()
        .put("maxTokens", body.number("max_tokens"))
        .put("temperature", body.number("temperature"))
        .put("topP", body.number("top_p"))
        .put(
            "stopSequences",
            Optional.of(body.list("stop_sequences"))
                .filter(list -> !list.isEmpty())
                .map(JsonArray::new));
  }

  // Every family has a name of its own for it, or none.
  private void topK(RequestMembers body, Json topK) {
    if (isOf("amazon.nova")) {
      modelFields.put("inferenceConfig", new JsonObjectBuilder().put("topK", topK).build());
    } else if (isOf("mistral.")) {
      modelFields.put("top_k", topK);
    } else if (isOf("cohere.command-r")) {
      modelFields.put("k", topK);
    } else {
      throw body.unsupported("top_k");
    }
  }

  private void thinking(RequestMembers thinking) {
    switch (thinking.requiredText("type")) {
      // The model decides, as it does when nothing is said.
      case "adaptive", "disabled" -> {}
      case "enabled" -> budget(thinking);
      default -> throw thinking.invalid("type", "must be adaptive, disabled or enabled");
    }
    thinking.finish();
  }

  // Nova 2 has three efforts in the place of a budget.
  private void budget(RequestMembers thinking) {
    long budget = thinking.number("budget_tokens").map(it -> it.integerPart().orElse(0)).orElse(0L);
    if (!isOf("amazon.nova-2")) {
      throw thinking.invalid("type", "enabled is not supported for this model");
    }
    String effort = budget <= LOW_BUDGET ? "low" : budget <= MEDIUM_BUDGET ? "medium" : "high";
    modelFields.put(
        "reasoningConfig",
        JsonObjectBuilder.of("type", "enabled").put("maxReasoningEffort", effort).build());
  }

  private void outputConfig(RequestMembers config) {
    output.put("effort", config.text("effort").map(JsonString::new));
    config.object("format").ifPresent(this::format);
    config.finish();
  }

  // Bedrock wants the schema as text.
  private void format(RequestMembers format) {
    if (!format.requiredText("type").equals("json_schema")) {
      throw format.invalid("type", "must be json_schema");
    }
    String schema =
        format.object("schema").map(RequestMembers::json).orElse(JsonObject.EMPTY).write();
    JsonObject structure =
        new JsonObjectBuilder()
            .put("jsonSchema", new JsonObjectBuilder().put("schema", schema).build())
            .build();
    output.put(
        "textFormat",
        JsonObjectBuilder.of("type", "json_schema").put("structure", structure).build());
    format.finish();
  }

  // Anthropic's `auto` is what Bedrock does when nothing is said.
  private static void serviceTier(JsonObjectBuilder request, RequestMembers body, String tier) {
    String bedrocks = tier.equals("standard_only") ? "default" : tier;
    if (TIERS.contains(bedrocks)) {
      request.put("serviceTier", JsonObjectBuilder.of("type", bedrocks).build());
    } else if (!tier.equals("auto")) {
      throw body.unsupported("service_tier");
    }
  }

  private static void metadata(JsonObjectBuilder request, RequestMembers metadata) {
    Optional<String> user = metadata.text("user_id");
    if (user.filter(id -> !METADATA.matcher(id).matches()).isPresent()) {
      throw metadata.invalid(
          "user_id",
          "must have at most 256 letters, digits, spaces and :_@$#=/+,-. only for this model");
    }
    user.ifPresent(
        id -> request.put("requestMetadata", JsonObjectBuilder.of("user_id", id).build()));
    metadata.finish();
  }

  private boolean isOf(String family) {
    return model.value().contains(family);
  }
}
