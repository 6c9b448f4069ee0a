package dev.streambed.gateway.aws;

import software.amazon.awssdk.core.exception.SdkClientException;

/// The time for a request was over, and nobody knows whose fault it was: this process had too
/// little processor time to tell. It is not tried again.
public final class NoTimeException extends Exception {

  private static final long serialVersionUID = 1;

  private NoTimeException() {
    super("no time");
  }

  /// As the SDK takes it: it wraps what it does not know, and repeats what is an I/O error.
  static SdkClientException wrapped() {
    return SdkClientException.create("no time", new NoTimeException());
  }
}
