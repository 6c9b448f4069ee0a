package dev.streambed.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.bedrock.protocol.AwsError;
import dev.streambed.bedrock.protocol.Json;
import dev.streambed.bedrock.protocol.Operation;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The names and values that a request brings for the invocation log: a header of `InvokeModel`, a
/// member of Converse.
final class RequestMetadata {

  private static final String HEADER = "x-amzn-bedrock-request-metadata";
  private static final String MEMBER = "requestMetadata";
  private static final int MOST = 16;
  private static final String CHARACTERS = "[a-zA-Z0-9\\s:_@$#=/+,-.]";
  private static final Pattern NAME = Pattern.compile(CHARACTERS + "{1,256}");
  private static final Pattern VALUE = Pattern.compile(CHARACTERS + "{0,256}");

  private RequestMetadata() {}

  /// The pairs; empty when there are none.
  static Optional<JsonNode> of(Operation operation, ReceivedRequest request) {
    Optional<JsonNode> found =
        operation.isConverse()
            ? Json.read(request.rawBody()).map(body -> body.path(MEMBER))
            : request
                .header(HEADER)
                .map(value ->
                    Json.read(value.getBytes(StandardCharsets.UTF_8))
                        .orElseGet(() -> Json.object().textNode(value)));
    return found.filter(pairs -> !pairs.isMissingNode() && !pairs.isNull());
  }

  /// Bedrock's refusal of pairs that it does not take.
  static Optional<AwsError> problem(Operation operation, ReceivedRequest request) {
    return of(operation, request)
        .flatMap(RequestMetadata::problem)
        .map(constraint ->
            AwsError.validation(
                "1 validation error detected: Value at '"
                    + MEMBER
                    + "' failed to satisfy constraint: "
                    + constraint));
  }

  private static Optional<String> problem(JsonNode pairs) {
    if (!pairs.isObject()) {
      return Optional.of("Member must be a map of strings");
    }
    if (pairs.isEmpty() || pairs.size() > MOST) {
      return Optional.of("Member must have length between 1 and " + MOST);
    }
    for (Map.Entry<String, JsonNode> pair : pairs.properties()) {
      if (!NAME.matcher(pair.getKey()).matches()) {
        return Optional.of("Map keys must satisfy constraint: [" + NAME + "]");
      }
      if (!pair.getValue().isTextual() || !VALUE.matcher(pair.getValue().textValue()).matches()) {
        return Optional.of("Map value must satisfy constraint: [" + VALUE + "]");
      }
    }
    return Optional.empty();
  }
}
