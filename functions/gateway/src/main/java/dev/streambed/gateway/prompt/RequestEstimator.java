package dev.streambed.gateway.prompt;

import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.domain.Payload;

/// Estimates what an answer may need from the model's own body: never less than Bedrock will count.
public final class RequestEstimator {

  private RequestEstimator() {}

  /// What is asked for, with the most that it may need.
  ///
  /// @param body as it goes to Bedrock
  public static ModelRequest request(
      ModelId model, Payload body, boolean streamed, boolean includeUsage) {
    RequestBodyReader reading = RequestBodyReader.of(model, body.bytes());
    return new ModelRequest(
        model, body, streamed, includeUsage, reading.estimate(), reading.terms());
  }
}
