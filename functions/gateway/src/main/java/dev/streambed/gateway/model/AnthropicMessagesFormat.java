package dev.streambed.gateway.model;

import dev.streambed.gateway.domain.Usage;
import dev.streambed.gateway.json.JsonObject;
import java.util.Optional;

/// Anthropic's Messages format. Tool calls, thinking and citations are passed through unchanged.
final class AnthropicMessagesFormat implements StreamFormat {

  @Override
  public Optional<ParsedEvent> read(ModelEvent event) {
    JsonObject object = event.object();
    return switch (object.text("type").orElse("")) {
      case "content_block_delta" -> Optional.of(delta(event));
      case "content_block_start" -> Optional.of(start(event));
      case "message_delta" -> Optional.of(ParsedEvent.NOTHING.withStopReason(stopReason(object)));
      case "message_stop" -> Optional.of(ParsedEvent.NOTHING.asLast());
      case "message_start" -> Optional.of(ParsedEvent.NOTHING.withPrompt(prompt(object)));
      case "content_block_stop", "ping" -> Optional.of(ParsedEvent.NOTHING);
      case "error" -> Optional.of(ParsedEvent.failure(failure(object)));
      default -> Optional.empty();
    };
  }

  private static ParsedEvent delta(ModelEvent event) {
    JsonObject delta = event.object().objectOrEmpty("delta");
    return delta.text("type").orElse("").equals("text_delta")
        ? ParsedEvent.text(delta.text("text").orElse(""))
        : ParsedEvent.raw(event);
  }

  private static ParsedEvent start(ModelEvent event) {
    JsonObject block = event.object().objectOrEmpty("content_block");
    return block.text("type").orElse("").equals("text")
        ? ParsedEvent.text(block.text("text").orElse(""))
        : ParsedEvent.raw(event);
  }

  private static Optional<Usage.Counted> prompt(JsonObject object) {
    return AnthropicUsage.prompt(object.objectOrEmpty("message").objectOrEmpty("usage"));
  }

  private static String stopReason(JsonObject object) {
    return object.objectOrEmpty("delta").text("stop_reason").orElse("");
  }

  private static ParsedEvent.Failure failure(JsonObject object) {
    JsonObject error = object.objectOrEmpty("error");
    return new ParsedEvent.Failure(
        switch (error.text("type").orElse("")) {
          case "overloaded_error", "rate_limit_error" -> "ThrottlingException";
          case "timeout_error" -> "ModelTimeoutException";
          case "invalid_request_error", "request_too_large" -> "ValidationException";
          default -> "ModelStreamErrorException";
        },
        error.text("message").orElse(""));
  }
}
