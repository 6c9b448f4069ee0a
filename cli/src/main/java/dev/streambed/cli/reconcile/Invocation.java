package dev.streambed.cli.reconcile;

import dev.streambed.cli.domain.TokenCounts;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonException;
import dev.streambed.gateway.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/// An entry of Bedrock's model invocation log.
///
/// @param requestId Bedrock's id of the call
/// @param at when it began, to the second
/// @param model its id or ARN, as it was called
/// @param region where it was called
/// @param principal the ARN of the caller's identity
/// @param customer the customer that the gateway has labelled it with; absent without such a label
/// @param request the request, likewise
/// @param tokens absent where the log has no counts
/// @param errorCode empty for an answer
public record Invocation(
    String requestId,
    Instant at,
    String model,
    String region,
    String principal,
    Optional<String> customer,
    Optional<String> request,
    Optional<TokenCounts> tokens,
    String errorCode) {

  private static final String SCHEMA = "ModelInvocationLog";

  /// Reads a line of the log, as it is in S3, or behind a time in an export of CloudWatch Logs.
  ///
  /// @return nothing for a line that is no such entry
  static Optional<Invocation> parse(String line) {
    int brace = line.indexOf('{');
    try {
      return brace >= 0
              && Json.read(line.substring(brace).getBytes(StandardCharsets.UTF_8))
                  instanceof JsonObject entry
              && entry.text("schemaType").filter(SCHEMA::equals).isPresent()
          ? Optional.of(of(entry))
          : Optional.empty();
    } catch (JsonException | DateTimeParseException _) {
      return Optional.empty();
    }
  }

  private static Invocation of(JsonObject entry) {
    JsonObject input = entry.objectOrEmpty("input");
    JsonObject output = entry.objectOrEmpty("output");
    JsonObject metadata = entry.objectOrEmpty("requestMetadata");
    boolean isCounted =
        input.count("inputTokenCount").isPresent() || output.count("outputTokenCount").isPresent();
    return new Invocation(
        entry.text("requestId").orElse(""),
        Instant.parse(entry.text("timestamp").orElse("")),
        entry.text("modelId").orElse(""),
        entry.text("region").orElse(""),
        entry.objectOrEmpty("identity").text("arn").orElse(""),
        metadata.text("streambed_customer"),
        metadata.text("streambed_request"),
        isCounted
            ? Optional.of(
                new TokenCounts(
                    input.count("inputTokenCount").orElse(0),
                    output.count("outputTokenCount").orElse(0),
                    input.count("cacheReadInputTokenCount").orElse(0),
                    input.count("cacheWriteInputTokenCount").orElse(0)))
            : Optional.empty(),
        entry.text("errorCode").orElse(""));
  }
}
