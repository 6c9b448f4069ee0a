package dev.streambed.gateway.model;

import dev.streambed.gateway.domain.BedrockResponseHead;
import dev.streambed.gateway.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.bedrockruntime.model.BedrockRuntimeException;
import software.amazon.awssdk.services.bedrockruntime.model.ModelErrorException;
import software.amazon.awssdk.services.bedrockruntime.model.ModelStreamErrorException;

/// Reads responses of Bedrock's runtime API that were taken as bytes.
final class BedrockResponses {

  private static final String REQUEST_ID = "x-amzn-requestid";
  private static final String ERROR_TYPE = "x-amzn-errortype";
  private static final String BEDROCK = "x-amzn-bedrock-";
  private static final String SERVICE_TIER = "x-amzn-bedrock-service-tier";
  private static final String LATENCY = "x-amzn-bedrock-performanceconfig-latency";
  private static final String ORIGINAL_STATUS = "originalStatusCode";

  /// Of an error's body; Bedrock's have a few hundred bytes.
  private static final int LONGEST_ERROR = 64 * 1024;

  /// The latency that has prices of its own, as a tier has.
  static final String OPTIMIZED = "optimized";

  private BedrockResponses() {}

  /// What of a response's headers concerns callers.
  static BedrockResponseHead head(SdkHttpResponse response) {
    Map<String, String> headers = new HashMap<>();
    response.forEachHeader((name, values) -> {
      String lowerCase = name.toLowerCase(Locale.ROOT);
      boolean isBedrocks = lowerCase.startsWith(BEDROCK) || lowerCase.equals(REQUEST_ID);
      if (isBedrocks && !values.isEmpty()) {
        headers.put(lowerCase, values.getFirst());
      }
    });
    return new BedrockResponseHead(headers.getOrDefault(REQUEST_ID, ""), headers);
  }

  /// Bedrock's name of the tier that serves the answer, or that it is optimized for latency; empty
  /// when it gives none.
  static String serviceTier(SdkHttpResponse response) {
    return response
        .firstMatchingHeader(LATENCY)
        .filter(OPTIMIZED::equals)
        .or(() -> response.firstMatchingHeader(SERVICE_TIER))
        .orElse("");
  }

  /// Keeps as much of an error's body as is read.
  static void keepBeginning(ByteArrayOutputStream body, ByteBuffer more) {
    byte[] bytes = new byte[Math.min(more.remaining(), LONGEST_ERROR - body.size())];
    more.get(bytes);
    body.writeBytes(bytes);
  }

  /// The exception that the SDK would throw, so that failures of both ways are classified alike.
  static AwsServiceException failure(SdkHttpResponse response, byte[] body) {
    JsonObject json = ModelEvent.of(body).object();
    String name =
        response
            .firstMatchingHeader(ERROR_TYPE)
            .or(() -> json.text("__type"))
            .map(BedrockResponses::withoutNamespace)
            .orElse("Status" + response.statusCode());
    return builder(name, json)
        .statusCode(response.statusCode())
        .requestId(response.firstMatchingHeader(REQUEST_ID).orElse(null))
        .awsErrorDetails(
            AwsErrorDetails.builder()
                .errorCode(name)
                .errorMessage(json.text("message").or(() -> json.text("Message")).orElse(null))
                .sdkHttpResponse(response)
                .build())
        .build();
  }

  // These two tell with what status the model itself answered.
  private static AwsServiceException.Builder builder(String name, JsonObject json) {
    int status = Math.clamp(json.count(ORIGINAL_STATUS).orElse(0), 0, 999);
    return switch (name) {
      case "ModelErrorException" -> ModelErrorException.builder().originalStatusCode(status);
      case "ModelStreamErrorException" ->
          ModelStreamErrorException.builder().originalStatusCode(status);
      default -> BedrockRuntimeException.builder();
    };
  }

  // `ValidationException:http://…`, or `com.amazon.coral.service#ValidationException`.
  private static String withoutNamespace(String type) {
    String beforeColon = type.split(":", 2)[0];
    return beforeColon.substring(beforeColon.indexOf('#') + 1);
  }
}
