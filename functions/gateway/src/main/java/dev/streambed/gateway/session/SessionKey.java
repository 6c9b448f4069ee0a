package dev.streambed.gateway.session;

import dev.streambed.gateway.domain.CustomerId;
import dev.streambed.gateway.domain.RequestId;

/// Where a row of the table `sessions` is.
///
/// @param connectionId the partition: a connection, or what stands for one
/// @param item what it is of that connection
public record SessionKey(String connectionId, String item) {

  private static final String ANSWER = "GEN";

  /// Of an answer of an HTTP front door.
  public static SessionKey ofHttp(CustomerId customer, RequestId requestId) {
    return new SessionKey("HTTP#" + customer.value() + "#" + requestId.value(), ANSWER);
  }
}
