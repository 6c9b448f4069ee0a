package dev.streambed.gateway.domain;

import java.util.Optional;

/// A client's id of an answer on its connection: up to 64 letters, digits, `-` and `_`, unique on
/// the connection.
public record ClientAnswerId(String value) {

  public ClientAnswerId {
    if (RequestId.of(value).isEmpty()) {
      throw new IllegalArgumentException("not an answer's id");
    }
  }

  public static Optional<ClientAnswerId> of(String value) {
    return RequestId.of(value).map(same -> new ClientAnswerId(same.value()));
  }
}
