package dev.streambed.gateway.model;

import java.util.Optional;

/// Events that contain nothing from the model: Bedrock's metrics, or a guardrail's action, in an
/// event of their own.
final class BedrockEventFormat implements StreamFormat {

  private static final String PREFIX = "amazon-bedrock-";

  @Override
  public Optional<ParsedEvent> read(ModelEvent event) {
    boolean onlyBedrocks =
        event.object().members().keySet().stream().allMatch(BedrockEventFormat::isBedrocks);
    return onlyBedrocks ? Optional.of(ParsedEvent.NOTHING) : Optional.empty();
  }

  /// Whether the member was added by Bedrock, not by the model.
  static boolean isBedrocks(String name) {
    return name.startsWith(PREFIX);
  }
}
