package dev.streambed.gateway.aws;

import org.jspecify.annotations.Nullable;

/// Takes a response as it comes, on a thread of the HTTP client, one call after the other. It must
/// not block.
public interface ResponseHandler {

  /// The head has come. Called once, before any part of the body.
  void onHead(ResponseHead head);

  /// A part of the body has come.
  ///
  /// @param bytes which belongs to the handler
  /// @return how many bytes more the other side may send; the handler releases the rest later with
  ///   [HttpCall#incrementWindow], so that no more is on its way than it can take
  int onBody(byte[] bytes);

  /// The response has ended. Called once.
  ///
  /// @param failure null when the response is whole
  void onEnd(@Nullable NoResponseException failure);
}
