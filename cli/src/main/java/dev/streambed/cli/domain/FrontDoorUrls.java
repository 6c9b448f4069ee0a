package dev.streambed.cli.domain;

import java.net.URI;
import java.util.Optional;

/// The addresses of a gateway. A front door that it does not have is absent.
///
/// @param function the Function URL
/// @param rest the REST API with its stage
/// @param webSocket the WebSocket API with its stage
public record FrontDoorUrls(Optional<URI> function, Optional<URI> rest, Optional<URI> webSocket) {

  /// Whether there is one that speaks HTTP.
  public boolean hasHttp() {
    return function.isPresent() || rest.isPresent();
  }
}
