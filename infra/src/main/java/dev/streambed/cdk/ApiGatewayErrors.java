package dev.streambed.cdk;

import static software.amazon.awscdk.services.apigateway.ResponseType.DEFAULT_4_XX;
import static software.amazon.awscdk.services.apigateway.ResponseType.DEFAULT_5_XX;
import static software.amazon.awscdk.services.apigateway.ResponseType.INTEGRATION_FAILURE;
import static software.amazon.awscdk.services.apigateway.ResponseType.INTEGRATION_TIMEOUT;
import static software.amazon.awscdk.services.apigateway.ResponseType.INVALID_SIGNATURE;
import static software.amazon.awscdk.services.apigateway.ResponseType.MISSING_AUTHENTICATION_TOKEN;
import static software.amazon.awscdk.services.apigateway.ResponseType.REQUEST_TOO_LARGE;
import static software.amazon.awscdk.services.apigateway.ResponseType.THROTTLED;
import static software.amazon.awscdk.services.apigateway.ResponseType.UNSUPPORTED_MEDIA_TYPE;
import static software.amazon.awscdk.services.apigateway.ResponseType.WAF_FILTERED;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.services.apigateway.GatewayResponseOptions;
import software.amazon.awscdk.services.apigateway.ResponseType;
import software.amazon.awscdk.services.apigateway.RestApi;

/**
 * An error of API Gateway itself, in the format of the function's errors: a sentence, a code and a
 * request id. The sentences are fixed, because API Gateway's own may repeat parts of the request.
 *
 * @param status an HTTP status, or {@link #AS_IT_IS}
 */
record ApiGatewayErrors(ResponseType type, String status, String code, String sentence) {
  private static final String AS_IT_IS = "";
  private static final String NOTHING_HERE = "There is nothing here.";
  private static final String RETRY_AFTER_SECONDS = "1";
  private static final String EXPOSED = "retry-after,x-request-id";

  private static final List<ApiGatewayErrors> ALL =
      List.of(
          new ApiGatewayErrors(
              DEFAULT_4_XX, AS_IT_IS, "invalid_request", "The request is not valid."),
          new ApiGatewayErrors(WAF_FILTERED, AS_IT_IS, "forbidden", "The request was blocked."),
          new ApiGatewayErrors(
              REQUEST_TOO_LARGE, AS_IT_IS, "request_too_large", "The request is too large."),
          new ApiGatewayErrors(
              UNSUPPORTED_MEDIA_TYPE,
              AS_IT_IS,
              "unsupported_media_type",
              "This content-encoding is not supported. Supported are gzip, deflate and identity."),
          new ApiGatewayErrors(THROTTLED, AS_IT_IS, "rate_limited", "Too many requests at once."),
          // No method requires AWS credentials, so both of these mean that no method was found. The
          // second occurs when API Gateway takes the API key in the Authorization header for a
          // signature.
          new ApiGatewayErrors(MISSING_AUTHENTICATION_TOKEN, "404", "not_found", NOTHING_HERE),
          new ApiGatewayErrors(INVALID_SIGNATURE, "404", "not_found", NOTHING_HERE),
          new ApiGatewayErrors(DEFAULT_5_XX, AS_IT_IS, "internal", "Something went wrong here."),
          new ApiGatewayErrors(
              INTEGRATION_FAILURE,
              "503",
              "unavailable",
              "The service is not available at the moment."),
          new ApiGatewayErrors(
              INTEGRATION_TIMEOUT, AS_IT_IS, "timeout", "The answer took too long."));

  /** Adds all of these responses to the API, with CORS headers for the allowed origins. */
  static void addAllTo(RestApi api, CorsPolicy cors) {
    for (ApiGatewayErrors error : ALL) {
      api.addGatewayResponse(error.type.getResponseType(), error.options(cors));
    }
  }

  private GatewayResponseOptions options(CorsPolicy cors) {
    var options =
        GatewayResponseOptions.builder()
            .type(type)
            .responseHeaders(headers(cors))
            .templates(Map.of("application/json", body()));
    if (!status.equals(AS_IT_IS)) {
      options.statusCode(status);
    }
    return options.build();
  }

  private String body() {
    return "{\"error\":\"%s\",\"code\":\"%s\",\"requestId\":\"$context.requestId\"}"
        .formatted(sentence, code);
  }

  private Map<String, String> headers(CorsPolicy cors) {
    var headers = new TreeMap<String, String>();
    headers.put("x-request-id", "context.requestId");
    if (code.equals("rate_limited")) {
      headers.put("retry-after", constant(RETRY_AFTER_SECONDS));
    }
    if (!cors.isOff()) {
      headers.put("Access-Control-Allow-Origin", constant(cors.staticOrigin()));
      headers.put("Access-Control-Expose-Headers", constant(EXPOSED));
    }
    return headers;
  }

  private static String constant(String value) {
    return "'" + value + "'";
  }
}
