package dev.streambed.gateway.aws;

import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.crt.http.HttpRequest;

/// Calls an AWS service: one signed request, its response, no retries. Thread-safe.
///
/// @param endpoint base URL, without a slash at its end
/// @param silence how long the service may be silent while [#send] waits
public record AwsServiceClient(
    HttpConnections connections, RequestSigner signer, URI endpoint, Duration silence) {

  /// Sends a request, and hands over the response as it comes. It has no time limit.
  ///
  /// @throws AwsException when it cannot be signed; then it was not sent
  public HttpCall start(AwsRequest request, ResponseHandler handler) {
    String path = endpoint.getRawPath();
    AwsRequest based =
        path == null || path.isEmpty()
            ? request
            : new AwsRequest(path + request.path(), request.headers(), request.body());
    return connections.start(endpoint, signed(based), handler);
  }

  private HttpRequest signed(AwsRequest request) {
    try {
      return signer.sign(endpoint, request);
    } catch (AwsException e) {
      throw NoResponseException.notConnected(e.errorName());
    }
  }

  /// Sends a request and waits for its response, whatever its status: for services with small
  /// responses. The wait ends when the service is silent, but not because this process lacked the
  /// CPU time to read a response; it ends at the [CallDeadline]. An interrupt ends it too, and the
  /// thread stays interrupted.
  ///
  /// @throws AwsException when there is no whole response
  public AwsResponse send(AwsRequest request) {
    Duration longest = CallDeadline.remaining(WholeResponse.LONGEST);
    if (longest.isZero()) {
      throw NoResponseException.noTime();
    }
    WholeResponse response = new WholeResponse();
    return response.await(start(request, response), silence, longest);
  }
}
