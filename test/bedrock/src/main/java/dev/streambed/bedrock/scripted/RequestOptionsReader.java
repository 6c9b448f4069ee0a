package dev.streambed.bedrock.scripted;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.bedrock.family.Guardrail;
import dev.streambed.bedrock.family.RequestOptions;
import dev.streambed.bedrock.model.ModelRequest;
import java.util.List;
import java.util.Optional;

/// Reads the options of a request.
final class RequestOptionsReader {

  static final String SERVICE_TIER = "x-amzn-bedrock-service-tier";
  static final String LATENCY = "x-amzn-bedrock-performanceconfig-latency";

  private RequestOptionsReader() {}

  static RequestOptions of(ModelRequest modelRequest, JsonNode body) {
    return modelRequest.requestTarget().operation().isConverse()
        ? ofMembers(body)
        : ofHeaders(modelRequest);
  }

  private static RequestOptions ofMembers(JsonNode body) {
    JsonNode guardrail = body.path("guardrailConfig");
    return new RequestOptions(
        text(body.path("serviceTier").path("type")),
        text(body.path("performanceConfig").path("latency")),
        text(guardrail.path("guardrailIdentifier"))
            .map(id -> new Guardrail(id, guardrail.path("trace").asText().startsWith("enabled"))));
  }

  private static RequestOptions ofHeaders(ModelRequest modelRequest) {
    boolean isTraced =
        header(modelRequest, "x-amzn-bedrock-trace")
            .filter(trace -> trace.startsWith("ENABLED"))
            .isPresent();
    return new RequestOptions(
        header(modelRequest, SERVICE_TIER),
        header(modelRequest, LATENCY),
        header(modelRequest, "x-amzn-bedrock-guardrailidentifier")
            .map(id -> new Guardrail(id, isTraced)));
  }

  private static Optional<String> text(JsonNode node) {
    return Optional.of(node.asText()).filter(text -> !text.isEmpty());
  }

  private static Optional<String> header(ModelRequest modelRequest, String name) {
    return modelRequest.headers().getOrDefault(name, List.of()).stream()
        .filter(value -> !value.isEmpty())
        .findFirst();
  }
}
