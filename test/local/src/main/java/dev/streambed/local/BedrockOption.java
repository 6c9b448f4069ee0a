package dev.streambed.local;

import dev.streambed.bedrock.ModelSource;
import dev.streambed.local.domain.LocalStackException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkClientException;

/// Reads `--bedrock`.
///
/// @param text `scripted`, `replay:DIR`, `aws` or a URL
record BedrockOption(String text) {

  private static final String REPLAY = "replay:";

  /// The endpoint that functions are to ask in place of the local one.
  Optional<URI> endpoint() {
    return text.startsWith("http://") || text.startsWith("https://")
        ? Optional.of(url())
        : Optional.empty();
  }

  private URI url() {
    try {
      URI url = new URI(text);
      if (url.getHost() != null && url.getRawQuery() == null && url.getRawUserInfo() == null) {
        return url;
      }
    } catch (URISyntaxException _) {
      // Told below.
    }
    throw new LocalStackException(
        LocalStackException.Code.UNSUPPORTED, "--bedrock: no URL of an endpoint: " + text);
  }

  ModelSource answers() {
    if (endpoint().isPresent()) {
      return ModelSource.scripted();
    }
    if (text.startsWith(REPLAY)) {
      return replay(Path.of(text.substring(REPLAY.length())));
    }
    return switch (text) {
      case "scripted" -> ModelSource.scripted();
      case "aws" -> aws();
      default ->
          throw new LocalStackException(
              LocalStackException.Code.UNSUPPORTED,
              "--bedrock knows scripted, replay:DIR, aws and http(s) URLs, not " + text);
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
