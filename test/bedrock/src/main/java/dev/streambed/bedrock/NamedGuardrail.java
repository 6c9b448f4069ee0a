package dev.streambed.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.bedrock.protocol.Json;
import dev.streambed.bedrock.protocol.Operation;
import java.util.List;
import java.util.Optional;

/// The guardrail that a request names, as IAM sees it.
///
/// @param arn the guardrail's
/// @param version its number, or `DRAFT`
record NamedGuardrail(String arn, String version) {

  private static final String HEADER = "x-amzn-bedrock-guardrail";

  /// Finds it in the headers of `InvokeModel` or in the body of `Converse`.
  ///
  /// @param owner the beginning of the account's ARNs, such as `arn:aws:bedrock:us-east-1:1:`
  static Optional<NamedGuardrail> of(Operation operation, ReceivedRequest request, String owner) {
    JsonNode config =
        operation.isConverse()
            ? Json.read(request.rawBody()).orElse(Json.object()).path("guardrailConfig")
            : Json.object();
    String identifier =
        operation.isConverse()
            ? config.path("guardrailIdentifier").asText()
            : header(request, "identifier");
    String version =
        operation.isConverse()
            ? config.path("guardrailVersion").asText()
            : header(request, "version");
    return identifier.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new NamedGuardrail(
                identifier.startsWith("arn:") ? identifier : owner + "guardrail/" + identifier,
                version));
  }

  /// The value of the condition key `bedrock:GuardrailIdentifier`. The draft has no version there.
  String conditionValue() {
    return version.equals("DRAFT") ? arn : arn + ":" + version;
  }

  private static String header(ReceivedRequest request, String name) {
    return request.headers().getOrDefault(HEADER + name, List.of("")).getFirst();
  }
}
