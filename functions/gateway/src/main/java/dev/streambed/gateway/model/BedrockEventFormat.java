package dev.streambed.gateway.model;

import java.util.Optional;

/// Events in which nothing is of the model: Bedrock's metrics, or what a guardrail did, when they
/// come by themselves.
final class BedrockEventFormat implements StreamFormat {

  private static final String PREFIX = "amazon-bedrock-";

  @Override
  public Optional<ParsedEvent> read(ModelEvent event) {
    boolean onlyBedrocks =
        event.object().members().keySet().stream().allMatch(BedrockEventFormat::isBedrocks);
    return onlyBedrocks ? Optional.of(ParsedEvent.NOTHING) : Optional.empty();
  }

  /// Whether Bedrock, and not the model, has put the member there.
  static boolean isBedrocks(String name) {
    return name.startsWith(PREFIX);
  }
}
