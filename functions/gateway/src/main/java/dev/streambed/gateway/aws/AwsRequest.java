package dev.streambed.gateway.aws;

import java.util.Map;

/// One POST to a service.
///
/// @param path behind the endpoint, encoded as it is to be sent: `/model/…/converse`
/// @param headers in addition to `host`, `content-length` and the signature's
/// @param body shared, not copied
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
public record AwsRequest(String path, Map<String, String> headers, byte[] body) {

  public AwsRequest {
    headers = Map.copyOf(headers);
  }
}
