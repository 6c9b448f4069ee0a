package dev.streambed.bedrock.signature;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An `Authorization` header of Signature Version 4, taken apart.
///
/// @param date the scope's day, `yyyyMMdd`
/// @param signedHeaders lower-case names in the order of the header
/// @param signature lower-case hex
record AuthorizationHeader(
    String accessKeyId,
    String date,
    String region,
    String service,
    List<String> signedHeaders,
    String signature) {

  static final String ALGORITHM = "AWS4-HMAC-SHA256";

  private static final Pattern CREDENTIAL =
      Pattern.compile("Credential=([^/,\\s]+)/(\\d{8})/([^/,\\s]+)/([^/,\\s]+)/aws4_request");
  private static final Pattern SIGNED_HEADERS = Pattern.compile("SignedHeaders=([a-z0-9:;_-]+)");
  private static final Pattern SIGNATURE = Pattern.compile("Signature=([0-9a-f]{64})");

  AuthorizationHeader {
    signedHeaders = List.copyOf(signedHeaders);
  }

  /// Takes a header apart.
  ///
  /// @return nothing when a part is missing or malformed
  static Optional<AuthorizationHeader> of(String header) {
    Matcher credential = CREDENTIAL.matcher(header);
    Matcher signedHeaders = SIGNED_HEADERS.matcher(header);
    Matcher signature = SIGNATURE.matcher(header);
    if (!header.startsWith(ALGORITHM + " ")
        || !credential.find()
        || !signedHeaders.find()
        || !signature.find()) {
      return Optional.empty();
    }
    return Optional.of(
        new AuthorizationHeader(
            credential.group(1),
            credential.group(2),
            credential.group(3),
            credential.group(4),
            List.of(signedHeaders.group(1).split(";")),
            signature.group(1)));
  }

  /// The credential scope: day, region, service, and the version of signing.
  List<String> scope() {
    return List.of(date, region, service, "aws4_request");
  }
}
