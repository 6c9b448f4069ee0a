package dev.streambed.gateway.transport;

import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.vocabulary.ErrorCode;
import dev.streambed.gateway.vocabulary.Payload;
import dev.streambed.gateway.vocabulary.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Takes the body out of an event, where it is text or base64.
record BodyReader(int maxBytes) {

  /// A body, or what is wrong with it.
  sealed interface Outcome {
    record Good(Payload body) implements Outcome {}

    record Bad(Problem problem) implements Outcome {}
  }

  Outcome read(JsonObject event) {
    String text = event.text("body").orElse("");
    try {
      byte[] body =
          event.isTrue("isBase64Encoded")
              ? Base64.getDecoder().decode(text)
              : text.getBytes(StandardCharsets.UTF_8);
      return body.length <= maxBytes
          ? new Outcome.Good(Payload.of(body))
          : new Outcome.Bad(Problem.of(ErrorCode.REQUEST_TOO_LARGE));
    } catch (IllegalArgumentException _) {
      return new Outcome.Bad(Problem.of(ErrorCode.INVALID_REQUEST, "The body is not base64."));
    }
  }
}
