package dev.streambed.gateway.model;

import dev.streambed.gateway.aws.ResponseHead;
import dev.streambed.gateway.domain.Usage;
import dev.streambed.gateway.json.JsonObject;
import java.util.Optional;
import java.util.OptionalLong;

/// The tokens of an answer that was not streamed: those of Bedrock's headers, or else of the
/// document, or else a guess.
///
/// @param converse Bedrock's counts in the document, when it is one of Converse
record BufferedAnswerUsage(
    ResponseHead http, JsonObject document, Optional<Usage.Counted> converse) {

  private static final String HEADER = "x-amzn-bedrock-";

  /// @param usageMeter the meter of this call, which has seen nothing of the answer yet
  Usage measure(UsageMeter usageMeter) {
    Optional<Usage.Counted> told = converse.or(() -> ResponseBodyCounts.of(document));
    Optional<Usage.Counted> counted = ofHeaders(told).or(() -> told);
    usageMeter.add(MeteredEvent.ofDocument(document, counted));
    return usageMeter.usage(Usage.Estimated.NO_COUNTS);
  }

  // The document supplies what the headers leave out. Embeddings, and documents without text, have
  // no output tokens.
  private Optional<Usage.Counted> ofHeaders(Optional<Usage.Counted> told) {
    OptionalLong input = count("input-token-count");
    OptionalLong output = count("output-token-count");
    boolean isWhole = output.isPresent() || told.isPresent() || AnswerTextLength.of(document) == 0;
    if ((input.isEmpty() && output.isEmpty()) || !isWhole) {
      return Optional.empty();
    }
    Usage.Counted counted =
        new Usage.Counted(
            input.orElse(told.map(Usage.Counted::input).orElse(0L)),
            output.orElse(told.map(Usage.Counted::output).orElse(0L)),
            count("cache-read-input-token-count").orElse(0),
            count("cache-write-input-token-count").orElse(0));
    long cacheWrite1h = told.map(Usage.Counted::cacheWrite1h).orElse(0L);
    return Optional.of(counted.withCacheWrite1h(Math.min(cacheWrite1h, counted.cacheWrite())));
  }

  private OptionalLong count(String name) {
    String value = http.header(HEADER + name);
    try {
      long count = value == null ? -1 : Long.parseLong(value);
      return count < 0 ? OptionalLong.empty() : OptionalLong.of(count);
    } catch (NumberFormatException _) {
      return OptionalLong.empty();
    }
  }
}
