package dev.streambed.gateway.model;

import dev.streambed.gateway.vocabulary.Ask;
import dev.streambed.gateway.vocabulary.ModelId;
import dev.streambed.gateway.vocabulary.Payload;

/// Estimates what an answer may need from the model's own body: never less than Bedrock will count.
final class Estimator {

  private Estimator() {}

  /// What is asked for, with the most that it may need.
  ///
  /// @param body as it goes to Bedrock
  static Ask ask(ModelId model, Payload body, boolean streamed, boolean includeUsage) {
    BodyReading reading = BodyReading.of(model, body.bytes());
    return new Ask(model, body, streamed, includeUsage, reading.estimate(), reading.terms());
  }
}
