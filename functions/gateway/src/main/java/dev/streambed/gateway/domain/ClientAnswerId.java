package dev.streambed.gateway.domain;

import java.util.Optional;

/// What a client calls an answer on its connection: up to 64 letters, digits, `-` and `_`, used
/// once per connection.
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
