package dev.streambed.gateway.model;

import dev.streambed.gateway.aws.ResponseHead;
import dev.streambed.gateway.domain.BedrockResponseHead;
import dev.streambed.gateway.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads responses of Bedrock's runtime API.
final class BedrockResponses {

  private static final String REQUEST_ID = "x-amzn-requestid";
  private static final String ERROR_TYPE = "x-amzn-errortype";
  private static final String BEDROCK = "x-amzn-bedrock-";
  private static final String SERVICE_TIER = "x-amzn-bedrock-service-tier";
  private static final String LATENCY = "x-amzn-bedrock-performanceconfig-latency";
  private static final String ORIGINAL_STATUS = "originalStatusCode";

  /// Of an error's body; Bedrock's have a few hundred bytes.
  private static final int LONGEST_ERROR = 64 * 1024;

  private static final long LONGEST_WAIT_SECONDS = Duration.ofDays(1).toSeconds();

  /// The latency that has prices of its own, as a tier has.
  static final String OPTIMIZED = "optimized";

  private BedrockResponses() {}

  /// What of a response's headers concerns callers.
  static BedrockResponseHead head(ResponseHead response) {
    Map<String, String> headers = new HashMap<>();
    for (Map.Entry<String, String> header : response.headers().entrySet()) {
      if (header.getKey().startsWith(BEDROCK) || header.getKey().equals(REQUEST_ID)) {
        headers.put(header.getKey(), header.getValue());
      }
    }
    return new BedrockResponseHead(headers.getOrDefault(REQUEST_ID, ""), headers);
  }

  /// Bedrock's id of a call that failed; empty when it did not answer.
  static String requestId(Throwable failure) {
    return switch (failure) {
      case BedrockException refusal -> refusal.requestId();
      case IncompleteResponseException incomplete -> incomplete.requestId();
      default -> "";
    };
  }

  /// Bedrock's name of the tier that serves the answer, or that it is optimized for latency; empty
  /// when it gives none.
  static String serviceTier(ResponseHead response) {
    return OPTIMIZED.equals(response.header(LATENCY))
        ? OPTIMIZED
        : response.headers().getOrDefault(SERVICE_TIER, "");
  }

  /// Keeps as much of an error's body as is read.
  static void keepBeginning(ByteArrayOutputStream body, byte[] more) {
    body.write(more, 0, Math.min(more.length, LONGEST_ERROR - body.size()));
  }

  /// The error that a response tells of.
  static BedrockException failure(ResponseHead response, byte[] body) {
    JsonObject json = ModelEvent.of(body).object();
    String type = response.header(ERROR_TYPE);
    String name = withoutNamespace(type == null ? json.text("__type").orElse("") : type);
    return new BedrockException(
        response.status(),
        name.isEmpty() ? "Status" + response.status() : capitalized(name),
        json.text("message").or(() -> json.text("Message")).orElse(null),
        retryAfter(response.header("retry-after")),
        modelStatus(name, json),
        head(response).requestId());
  }

  /// The HTTP status with which the model itself answered Bedrock; 0 when the error tells none.
  static int modelStatus(String name, JsonObject json) {
    boolean isTold = name.equals("ModelErrorException") || name.equals("ModelStreamErrorException");
    return isTold ? Math.clamp(json.count(ORIGINAL_STATUS).orElse(0), 0, 999) : 0;
  }

  // In seconds; a date or a longer time counts as absent.
  private static Duration retryAfter(@Nullable String header) {
    if (header == null || !header.matches("[0-9]{1,5}")) {
      return Duration.ZERO;
    }
    long seconds = Long.parseLong(header);
    return seconds > LONGEST_WAIT_SECONDS ? Duration.ZERO : Duration.ofSeconds(seconds);
  }

  private static String capitalized(String name) {
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  // `ValidationException:http://…`, or `com.amazon.coral.service#ValidationException`.
  private static String withoutNamespace(String type) {
    String beforeColon = type.split(":", 2)[0];
    return beforeColon.substring(beforeColon.indexOf('#') + 1);
  }
}
