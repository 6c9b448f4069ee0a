package dev.streambed.gateway.auth;

import java.util.Optional;
import java.util.regex.Pattern;

/// The header `AuthorizationHeader`.
final class BearerHeader {

  private static final String SCHEME = "bearer ";

  /// An issuer that puts more into a token will meet the front doors' limits on headers.
  private static final int LONGEST_JWT = 8192;

  /// A header begins with `{"`, which is `ey` in base64url. There is no signature without a part.
  private static final Pattern JWT =
      Pattern.compile("ey[A-Za-z0-9_-]++\\.[A-Za-z0-9_-]++\\.[A-Za-z0-9_-]++");

  private BearerHeader() {}

  /// The value behind the scheme.
  static Optional<String> credential(String authorization) {
    return authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? Optional.of(authorization.substring(SCHEME.length()).strip())
        : Optional.empty();
  }

  static boolean isJwt(String value) {
    return value.length() <= LONGEST_JWT && JWT.matcher(value).matches();
  }
}
