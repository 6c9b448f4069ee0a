package dev.streambed.runtime;

import java.io.IOException;

/// The address of the Runtime API.
///
/// @param address as in `AWS_LAMBDA_RUNTIME_API`, and so in the `Host` header
record RuntimeApiEndpoint(String address, String host, int port) {

  static RuntimeApiEndpoint parse(String address) {
    int colon = address.lastIndexOf(':');
    if (colon < 1) {
      throw new IllegalArgumentException("AWS_LAMBDA_RUNTIME_API is not host:port: " + address);
    }
    try {
      int port = Integer.parseInt(address.substring(colon + 1));
      return new RuntimeApiEndpoint(address, address.substring(0, colon), port);
    } catch (NumberFormatException notANumber) {
      throw new IllegalArgumentException(
          "AWS_LAMBDA_RUNTIME_API is not host:port: " + address, notANumber);
    }
  }

  Connection connect() throws IOException {
    return Connection.open(this);
  }
}
