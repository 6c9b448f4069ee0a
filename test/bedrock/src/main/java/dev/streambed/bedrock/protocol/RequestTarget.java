package dev.streambed.bedrock.protocol;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The target of a request: an operation on a model.
///
/// @param operation the operation
/// @param modelId the model's id or ARN, decoded
public record RequestTarget(Operation operation, String modelId) {

  private static final String PREFIX = "/model/";

  /// Reads `/model/{modelId}/{operation}`.
  ///
  /// @param rawPath the path as it came, still escaped
  /// @return nothing when Bedrock has no such path
  public static Optional<RequestTarget> ofPath(String rawPath) {
    int slash = rawPath.lastIndexOf('/');
    if (!rawPath.startsWith(PREFIX) || slash <= PREFIX.length()) {
      return Optional.empty();
    }
    String modelId = decoded(rawPath.substring(PREFIX.length(), slash));
    return Operation.of(rawPath.substring(slash + 1))
        .map(operation -> new RequestTarget(operation, modelId));
  }

  /// Undoes percent-escapes; what is not a valid escape stays as it is.
  public static String decoded(String escaped) {
    try {
      // A plus is a plus in a path; only URLDecoder's form syntax makes it a space.
      return URLDecoder.decode(escaped.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return escaped;
    }
  }
}
