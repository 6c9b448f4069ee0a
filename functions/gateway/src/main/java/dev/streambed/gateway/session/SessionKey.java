package dev.streambed.gateway.session;

import dev.streambed.gateway.domain.CustomerId;
import dev.streambed.gateway.domain.RequestId;

/// The key of a row in the table `sessions`.
///
/// @param connectionId the partition key: a connection, or what stands for one
/// @param item the sort key within the connection
public record SessionKey(String connectionId, String item) {

  private static final String ANSWER = "GEN";

  /// The key of an answer of an HTTP front door.
  public static SessionKey ofHttp(CustomerId customer, RequestId requestId) {
    return new SessionKey("HTTP#" + customer.value() + "#" + requestId.value(), ANSWER);
  }
}
