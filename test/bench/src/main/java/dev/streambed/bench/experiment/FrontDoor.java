package dev.streambed.bench.experiment;

import dev.streambed.local.LocalStack;
import java.net.URI;
import java.util.Optional;

/// The front door that the gateway is called through.
public enum FrontDoor {
  /// The Function URL.
  URL {
    @Override
    Optional<URI> uri(LocalStack stack) {
      return stack.functionUrl();
    }

    @Override
    URI requestsUri(URI url) {
      return url.resolve("requests/");
    }
  },

  /// The REST API's STREAM method.
  REST {
    @Override
    Optional<URI> uri(LocalStack stack) {
      return stack.restUrl().map(stage -> stage.resolve("bedrock/stream"));
    }

    @Override
    URI requestsUri(URI url) {
      return url.resolve("../requests/");
    }
  };

  /// The URL for streamed answers; empty if the template lacks this front door.
  abstract Optional<URI> uri(LocalStack stack);

  /// The path below which its running answers are deleted.
  abstract URI requestsUri(URI url);
}
