package dev.streambed.gateway.auth;

import dev.streambed.gateway.domain.Headers;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a call brings to prove who sent it: `Authorization: Bearer`, or else `x-api-key`.
sealed interface Credential {

  /// An API key.
  record Key(ApiKey apiKey) implements Credential {}

  /// Something in the form of a signed JSON Web Token, which only `Authorization: Bearer` carries.
  record Jwt(String compact) implements Credential {

    /// An issuer that puts more into a token will meet the front doors' limits on headers.
    private static final int LONGEST = 8192;

    /// A header begins with `{"`, which is `ey` in base64url. There is no signature without a part.
    private static final Pattern FORM =
        Pattern.compile("ey[A-Za-z0-9_-]++\\.[A-Za-z0-9_-]++\\.[A-Za-z0-9_-]++");

    static boolean matches(String value) {
      return value.length() <= LONGEST && FORM.matcher(value).matches();
    }

    /// Without the signature, which would make it usable.
    @Override
    public String toString() {
      return "Jwt[…]";
    }
  }

  /// Nothing that could be either.
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

  /// The value behind the scheme of the header `Authorization`.
  private static Optional<String> bearer(String authorization) {
    String scheme = "bearer ";
    return authorization.regionMatches(true, 0, scheme, 0, scheme.length())
        ? Optional.of(authorization.substring(scheme.length()).strip())
        : Optional.empty();
  }
}
