package dev.streambed.gateway.aws;

import dev.streambed.gateway.domain.Payload;
import java.net.URI;
import java.util.Map;

/// One POST to a service of AWS.
///
/// @param service what requests are signed for, such as `lambda`
/// @param uri with everything in its path encoded as it is to be sent
/// @param headers beside the signature's own
public record PostRequest(String service, URI uri, Map<String, String> headers, Payload body) {

  public PostRequest {
    headers = Map.copyOf(headers);
  }
}
