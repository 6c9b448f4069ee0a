package dev.streambed.gateway.auth;

import dev.streambed.gateway.domain.Headers;
import java.util.Optional;

/// What a call brings to prove who sent it: `Authorization: Bearer`, or else `x-api-key`.
sealed interface Credential {

  /// A token of ours.
  record Key(ApiKey apiKey) implements Credential {}

  /// Something in the form of a signed JSON Web Token. These are Bearer tokens only.
  record Jwt(String compact) implements Credential {

    /// Without the signature, which would make it a token.
    @Override
    public String toString() {
      return "Jwt[…]";
    }
  }

  /// Nothing that could be either.
  record Absent() implements Credential {}

  static Credential of(Headers headers) {
    Optional<String> bearer = headers.get("authorization").flatMap(BearerHeader::credential);
    return bearer
        .or(() -> headers.get("x-api-key").map(String::strip))
        .flatMap(ApiKey::of)
        .<Credential>map(Key::new)
        .or(() -> bearer.filter(BearerHeader::isJwt).map(Jwt::new))
        .orElseGet(Absent::new);
  }
}
