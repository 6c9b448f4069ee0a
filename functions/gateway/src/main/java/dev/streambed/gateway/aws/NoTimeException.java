package dev.streambed.gateway.aws;

import software.amazon.awssdk.core.exception.SdkClientException;

/// The time for a request ran out, and it is unknown whether the service was slow: this process had
/// too little CPU time to tell. The request is not retried.
public final class NoTimeException extends Exception {

  private static final long serialVersionUID = 1;

  private NoTimeException() {
    super("no time");
  }

  /// Wrapped so that the SDK does not retry: it retries I/O errors, and wraps other exceptions.
  static SdkClientException wrapped() {
    return SdkClientException.create("no time", new NoTimeException());
  }
}
