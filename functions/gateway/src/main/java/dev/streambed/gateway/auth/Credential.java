package dev.streambed.gateway.auth;

import dev.streambed.gateway.domain.Headers;
import java.util.Optional;
import java.util.regex.Pattern;

/// The credential of a call: `Authorization: Bearer`, or else `x-api-key`.
sealed interface Credential {

  /// An API key.
  record Key(ApiKey apiKey) implements Credential {}

  /// A value in the form of a signed JSON Web Token. Accepted only in `Authorization: Bearer`.
  record Jwt(String compact) implements Credential {

    /// The longest accepted token. Issuers of longer tokens would exceed the front doors' header
    /// limits anyway.
    private static final int LONGEST = 8192;

    /// A header starts with `{"`, which is `ey` in base64url, and no part is empty.
    private static final Pattern FORM =
        Pattern.compile("ey[A-Za-z0-9_-]++\\.[A-Za-z0-9_-]++\\.[A-Za-z0-9_-]++");

    static boolean matches(String value) {
      return value.length() <= LONGEST && FORM.matcher(value).matches();
    }

    /// Omits the signature, without which the token is unusable.
    @Override
    public String toString() {
      return "Jwt[…]";
    }
  }

  /// No credential.
  record Absent() implements Credential {}

  static Credential of(Headers headers) {
    Optional<String> bearer = headers.get("authorization").flatMap(Credential::bearer);
    return bearer
        .or(() -> headers.get("x-api-key").map(String::strip))
        .flatMap(ApiKey::of)
        .<Credential>map(Key::new)
        .or(() -> bearer.filter(Jwt::matches).map(Jwt::new))
        .orElseGet(Absent::new);
  }

  /// The value after the scheme of the header `Authorization`.
  private static Optional<String> bearer(String authorization) {
    String scheme = "bearer ";
    return authorization.regionMatches(true, 0, scheme, 0, scheme.length())
        ? Optional.of(authorization.substring(scheme.length()).strip())
        : Optional.empty();
  }
}
