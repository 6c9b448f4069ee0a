package dev.streambed.local;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/// Where callers come in.
///
/// @param functions the Function URLs, each ending in a slash
/// @param rest the REST APIs' stages, each ending in a slash
/// @param webSockets the WebSocket APIs' stages, without a slash at the end
record FrontDoorUrls(List<URI> functions, List<URI> rest, List<URI> webSockets) {

  FrontDoorUrls {
    functions = List.copyOf(functions);
    rest = List.copyOf(rest);
    webSockets = List.copyOf(webSockets);
  }

  Optional<URI> function() {
    return functions.stream().findFirst();
  }

  Optional<URI> restApi() {
    return rest.stream().findFirst();
  }

  Optional<URI> webSocket() {
    return webSockets.stream().findFirst();
  }
}
