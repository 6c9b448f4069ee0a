package dev.streambed.gateway.dialect.bedrock;

import static java.util.function.Predicate.not;

import dev.streambed.gateway.domain.Headers;
import dev.streambed.gateway.domain.Operation;
import dev.streambed.gateway.domain.RequestMetadata;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonException;
import dev.streambed.gateway.json.JsonNull;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonObjectText;
import dev.streambed.gateway.json.JsonString;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The caller's own pairs for Bedrock's invocation log: a member of Converse's body, or a header of
/// an `InvokeModel`. The gateway's are merged with them, so they have to be readable, leave room
/// and not be given twice, of which Bedrock might take either.
final class CallerMetadata {

  /// Longer than any that Bedrock takes.
  private static final Pattern PRINTABLE = Pattern.compile("[ -~]{1,16384}");

  private CallerMetadata() {}

  /// The value of the header; empty when it is absent or has no meaning for the operation.
  static Optional<String> header(Operation operation, Headers headers) {
    return operation.isInvoke()
        ? headers.get(RequestMetadata.HEADER).filter(not(String::isEmpty))
        : Optional.empty();
  }

  /// What is wrong with the caller's pairs; empty when nothing is.
  static String problem(Operation operation, JsonObjectText body, Headers headers) {
    if (operation.isConverse()) {
      List<Json> values = body.values(RequestMetadata.MEMBER).limit(2).toList();
      return values.size() > 1
          ? RequestMetadata.MEMBER + " is given twice."
          : values.stream()
              .map(value -> problem(value, RequestMetadata.MEMBER))
              .findFirst()
              .orElse("");
    }
    return header(operation, headers).map(CallerMetadata::problem).orElse("");
  }

  private static String problem(String header) {
    String source = "The header " + RequestMetadata.HEADER;
    try {
      Json value = Json.read(header.getBytes(StandardCharsets.UTF_8));
      return PRINTABLE.matcher(header).matches() && isAscii(value)
          ? problem(value, source)
          : noObject(source + ", of ASCII characters,");
    } catch (JsonException _) {
      return noObject(source);
    }
  }

  // Merged with the gateway's own, the pairs go into a header again, and escapes with them.
  private static boolean isAscii(Json value) {
    return !(value instanceof JsonObject pairs)
        || pairs.texts().entrySet().stream()
            .allMatch(pair -> (pair.getKey() + pair.getValue()).chars().allMatch(c -> c <= '~'));
  }

  private static String problem(Json value, String source) {
    if (value instanceof JsonNull) {
      return "";
    }
    return value instanceof JsonObject pairs
            && pairs.members().values().stream().allMatch(JsonString.class::isInstance)
        ? new RequestMetadata(pairs.texts()).problem(source)
        : noObject(source);
  }

  private static String noObject(String source) {
    return source + " must be an object of strings.";
  }
}
