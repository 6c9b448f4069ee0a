package dev.streambed.bedrock.family;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.bedrock.protocol.ModelId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a version of Claude takes, and what its API says of the rest.
///
/// @param name the model's own name, for example `claude-haiku-4-5-20251001`
/// @param version ten times the version: 45 for 4.5; the newest where the id hides it
record ClaudeLimits(String name, int version) {

  private static final Pattern VERSION =
      Pattern.compile("claude-(?:[a-z]+-)?(\\d{1,2})(?:-(\\d{1,2}))?(?!\\d)");
  private static final int UNKNOWN = Integer.MAX_VALUE;
  private static final String ERRORS = "The model returned the following errors: ";
  private static final String OLD_API = "bedrock-2023-05-31";
  private static final String NEW_API = "2026-10-21";
  private static final List<String> SAMPLING = List.of("temperature", "top_p", "top_k");

  static ClaudeLimits of(ModelId model) {
    String id = model.name();
    String name = id.replaceFirst("^anthropic\\.", "").replaceFirst("(-v\\d+)?(:\\d+)?$", "");
    return new ClaudeLimits(name, version(id));
  }

  private static int version(String id) {
    if (id.startsWith("anthropic.claude-v") || id.startsWith("anthropic.claude-instant")) {
      return 20;
    }
    Matcher matcher = VERSION.matcher(id);
    if (!matcher.find()) {
      return 1_000;
    }
    int minor = Optional.ofNullable(matcher.group(2)).map(Integer::parseInt).orElse(0);
    return Integer.parseInt(matcher.group(1)) * 10 + minor;
  }

  /// What is wrong with a body of the Messages API.
  Optional<ParsedBody> broken(JsonNode body) {
    String api = body.path("anthropic_version").asText();
    if (!api.equals(OLD_API) && !(api.equals(NEW_API) && version >= 47)) {
      return Optional.of(new ParsedBody.Invalid("Invalid API version"));
    }
    Optional<String> sampling =
        api.equals(NEW_API) ? SAMPLING.stream().filter(body::has).findFirst() : Optional.empty();
    if (sampling.isPresent()) {
      return invalid(sampling.get() + ": Extra inputs are not permitted");
    }
    long wanted = body.path("max_tokens").longValue();
    if (wanted > mostTokens()) {
      return invalid(
          "max_tokens: %d > %d, which is the maximum allowed number of output tokens for %s"
              .formatted(wanted, mostTokens(), name));
    }
    return samplingProblem(body.has("temperature") && body.has("top_p"));
  }

  /// What is wrong with sampling: since 4.1, Claude takes one of two parameters.
  ///
  /// @param hasBoth whether the request has both
  Optional<ParsedBody> samplingProblem(boolean hasBoth) {
    return hasBoth && version >= 41
        ? invalid(
            "`temperature` and `top_p` cannot both be specified for this model. Please use only one.")
        : Optional.empty();
  }

  /// The longest answer, as far as it is known.
  int mostTokens() {
    if (version < 35) {
      return 4_096;
    }
    if (version < 37) {
      return 8_192;
    }
    if (name.startsWith("claude-opus-4") && version < 45) {
      return 32_000;
    }
    if (version >= 50) {
      return UNKNOWN;
    }
    return version == 37 || version >= 46 ? 128_000 : 64_000;
  }

  private static Optional<ParsedBody> invalid(String problem) {
    return Optional.of(new ParsedBody.Invalid(ERRORS + problem));
  }
}
