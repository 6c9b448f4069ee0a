package dev.streambed.local.tables;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Who signed a request, and for where, as its header `AuthorizationHeader` says.
record CredentialScope(String accessKeyId, String region, String service) {

  private static final Pattern SCOPE =
      Pattern.compile(
          "AWS4-HMAC-SHA256 .*?Credential=([^/,]+)/\\d{8}/([^/,]+)/([^/,]+)/aws4_request.*");

  /// Reads Signature Version 4.
  ///
  /// @return nothing when the header is something else
  static Optional<CredentialScope> of(String authorization) {
    Matcher scope = SCOPE.matcher(authorization);
    return scope.matches()
        ? Optional.of(new CredentialScope(scope.group(1), scope.group(2), scope.group(3)))
        : Optional.empty();
  }
}
