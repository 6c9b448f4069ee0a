package dev.streambed.local;

import dev.streambed.bedrock.ModelSource;
import dev.streambed.local.domain.LocalStackException;
import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awssdk.core.exception.SdkClientException;

/// Reads `--bedrock`.
///
/// @param text `scripted`, `replay:DIR` or `aws`
record BedrockOption(String text) {

  private static final String REPLAY = "replay:";

  ModelSource answers() {
    if (text.startsWith(REPLAY)) {
      return replay(Path.of(text.substring(REPLAY.length())));
    }
    return switch (text) {
      case "scripted" -> ModelSource.scripted();
      case "aws" -> aws();
      default ->
          throw new LocalStackException(
              LocalStackException.Code.UNSUPPORTED,
              "--bedrock knows scripted, replay:DIR and aws, not " + text);
    };
  }

  private static ModelSource aws() {
    try {
      return ModelSource.aws();
    } catch (SdkClientException notFound) {
      throw new LocalStackException(
          LocalStackException.Code.MACHINE,
          "--bedrock aws needs a region and credentials: " + notFound.getMessage(),
          notFound);
    }
  }

  private static ModelSource replay(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new LocalStackException(
          LocalStackException.Code.MACHINE, "there is no folder " + folder + " to replay from");
    }
    return ModelSource.replay(folder);
  }
}
