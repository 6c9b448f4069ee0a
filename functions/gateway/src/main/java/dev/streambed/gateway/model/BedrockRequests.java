package dev.streambed.gateway.model;

import dev.streambed.gateway.aws.AwsRequest;
import dev.streambed.gateway.domain.Dialect;
import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.domain.Operation;
import dev.streambed.gateway.domain.RequestMetadata;
import dev.streambed.gateway.domain.RequiredGuardrail;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonObjectText;
import dev.streambed.gateway.json.JsonStringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Requests to Bedrock's runtime API.
final class BedrockRequests {

  private static final String JSON = "application/json";
  private static final String GUARDRAIL = "guardrailConfig";

  /// The value of InvokeModel's option that requests a guardrail's trace, for its units.
  static final String TRACED = "ENABLED";

  /// A geography or `global`, then the id of the model; no provider's name is as short.
  private static final Pattern PROFILE =
      Pattern.compile("(?:global|apac|[a-z]{2}(?:-[a-z]+)?)\\.(.+\\..+)");

  private BedrockRequests() {}

  static AwsRequest of(ModelRequest modelRequest) {
    Map<String, String> headers = new HashMap<>();
    headers.put("content-type", JSON);
    if (!modelRequest.operation().isConverse()) {
      // On the streaming operation, `accept` is the event stream's and this header the model's.
      headers.put(modelRequest.streamed() ? "x-amzn-bedrock-accept" : "accept", JSON);
    }
    headers.putAll(modelRequest.headers());
    if (modelRequest.operation().isConverse()) {
      return new AwsRequest(path(modelRequest), headers, converse(modelRequest));
    }
    if (modelRequest.operation().isInvoke() && !modelRequest.metadata().isEmpty()) {
      label(modelRequest.metadata(), headers);
    }
    if (modelRequest.guardrail().isPresent()) {
      guard(modelRequest.guardrail().get(), headers);
    }
    return new AwsRequest(path(modelRequest), headers, modelRequest.body().bytes());
  }

  // The caller's own pairs stay; that they have no name of the gateway's and leave room was checked
  // when the request was read.
  private static void label(RequestMetadata metadata, Map<String, String> headers) {
    String ofCaller = headers.get(RequestMetadata.HEADER);
    RequestMetadata all =
        ofCaller == null
            ? metadata
            : pairs(Json.read(ofCaller.getBytes(StandardCharsets.UTF_8))).with(metadata);
    headers.put(RequestMetadata.HEADER, json(all));
  }

  private static void guard(RequiredGuardrail guardrail, Map<String, String> headers) {
    headers.put("x-amzn-bedrock-guardrailidentifier", guardrail.identifier());
    headers.put("x-amzn-bedrock-guardrailversion", guardrail.version());
    headers.put("x-amzn-bedrock-trace", TRACED);
  }

  // What is a header of `InvokeModel` is a member of Converse's body.
  private static byte[] converse(ModelRequest modelRequest) {
    byte[] body = modelRequest.body().bytes();
    if (modelRequest.guardrail().isEmpty() && modelRequest.metadata().isEmpty()) {
      return body;
    }
    if (modelRequest.dialect() != Dialect.BEDROCK) {
      return withFirst(text(members(modelRequest, RequestMetadata.NONE)), body);
    }
    JsonObjectText ofCaller = JsonObjectText.of(body);
    Json own = ofCaller.value(RequestMetadata.MEMBER).orElse(null);
    Map<String, String> members = members(modelRequest, pairs(own));
    return ofCaller.replacing(members.keySet(), text(members));
  }

  private static Map<String, String> members(ModelRequest modelRequest, RequestMetadata ofCaller) {
    Map<String, String> members = new LinkedHashMap<>();
    if (modelRequest.guardrail().isPresent()) {
      members.put(
          GUARDRAIL, config(modelRequest.guardrail().get(), modelRequest.operation().isStreamed()));
    }
    if (!modelRequest.metadata().isEmpty()) {
      members.put(RequestMetadata.MEMBER, json(ofCaller.with(modelRequest.metadata())));
    }
    return members;
  }

  // A body that the gateway has written begins with its first member, and has neither label nor
  // guardrail yet. It is not read: it may be beyond the limits for those of callers.
  private static byte[] withFirst(String members, byte[] body) {
    byte[] first = ("{" + members + ",").getBytes(StandardCharsets.UTF_8);
    byte[] all = Arrays.copyOf(first, first.length + body.length - 1);
    System.arraycopy(body, 1, all, first.length, body.length - 1);
    return all;
  }

  // Without a tree, on the way to the first chunk.
  private static String text(Map<String, String> members) {
    StringBuilder json = new StringBuilder();
    for (Map.Entry<String, String> member : members.entrySet()) {
      JsonStringWriter.appendQuoted(json.append(json.isEmpty() ? "" : ","), member.getKey());
      json.append(':').append(member.getValue());
    }
    return json.toString();
  }

  private static RequestMetadata pairs(@Nullable Json ofCaller) {
    return ofCaller instanceof JsonObject pairs
        ? new RequestMetadata(pairs.texts())
        : RequestMetadata.NONE;
  }

  private static String json(RequestMetadata metadata) {
    StringBuilder json = new StringBuilder("{");
    for (Map.Entry<String, String> pair : metadata.pairs().entrySet()) {
      JsonStringWriter.appendQuoted(json.append(json.length() == 1 ? "" : ","), pair.getKey());
      JsonStringWriter.appendQuoted(json.append(':'), pair.getValue());
    }
    return json.append('}').toString();
  }

  // A streamed answer is checked before it is sent on, which is the default too.
  private static String config(RequiredGuardrail guardrail, boolean isStreamed) {
    Map<String, String> config = new LinkedHashMap<>();
    config.put("guardrailIdentifier", guardrail.identifier());
    config.put("guardrailVersion", guardrail.version());
    config.put("trace", "enabled");
    if (isStreamed) {
      config.put("streamProcessingMode", "sync");
    }
    return JsonObject.ofTexts(config).write();
  }

  // Bedrock counts for a foundation model only, not for a profile that has it in several Regions.
  private static String model(ModelRequest modelRequest) {
    String model = modelRequest.model().value();
    if (modelRequest.operation() != Operation.COUNT_TOKENS) {
      return model;
    }
    String id = model.substring(model.lastIndexOf('/') + 1);
    Matcher profile = PROFILE.matcher(id);
    return profile.matches() ? profile.group(1) : model;
  }

  private static String path(ModelRequest modelRequest) {
    String model =
        URLEncoder.encode(model(modelRequest), StandardCharsets.UTF_8).replace("+", "%20");
    return "/model/" + model + "/" + modelRequest.operation().pathSegment();
  }
}
