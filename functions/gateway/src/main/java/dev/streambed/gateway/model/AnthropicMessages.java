package dev.streambed.gateway.model;

import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.vocabulary.Usage;
import java.util.Optional;

/// Anthropic's Messages. Tool calls, thinking and citations are passed on as they came.
final class AnthropicMessages implements Family {

  @Override
  public Optional<Reading> read(ModelEvent event) {
    JsonObject object = event.object();
    return switch (object.text("type").orElse("")) {
      case "content_block_delta" -> Optional.of(delta(event));
      case "content_block_start" -> Optional.of(start(event));
      case "message_delta" -> Optional.of(Reading.NOTHING.withStopReason(stopReason(object)));
      case "message_stop" -> Optional.of(Reading.NOTHING.asLast());
      case "message_start" -> Optional.of(Reading.NOTHING.withPrompt(prompt(object)));
      case "content_block_stop", "ping" -> Optional.of(Reading.NOTHING);
      case "error" -> Optional.of(Reading.failure(failure(object)));
      default -> Optional.empty();
    };
  }

  private static Reading delta(ModelEvent event) {
    JsonObject delta = event.object().objectOrEmpty("delta");
    return delta.text("type").orElse("").equals("text_delta")
        ? Reading.text(delta.text("text").orElse(""))
        : Reading.raw(event);
  }

  private static Reading start(ModelEvent event) {
    JsonObject block = event.object().objectOrEmpty("content_block");
    return block.text("type").orElse("").equals("text")
        ? Reading.text(block.text("text").orElse(""))
        : Reading.raw(event);
  }

  private static Optional<Usage.Counted> prompt(JsonObject object) {
    return AnthropicUsage.prompt(object.objectOrEmpty("message").objectOrEmpty("usage"));
  }

  private static String stopReason(JsonObject object) {
    return object.objectOrEmpty("delta").text("stop_reason").orElse("");
  }

  private static StreamFailure failure(JsonObject object) {
    JsonObject error = object.objectOrEmpty("error");
    return new StreamFailure(
        switch (error.text("type").orElse("")) {
          case "overloaded_error", "rate_limit_error" -> "ThrottlingException";
          case "timeout_error" -> "ModelTimeoutException";
          case "invalid_request_error", "request_too_large" -> "ValidationException";
          default -> "ModelStreamErrorException";
        },
        error.text("message").orElse(""));
  }
}
