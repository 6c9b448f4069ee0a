package dev.streambed.bedrock.signature;

import dev.streambed.bedrock.protocol.AwsError;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// Checks Signature Version 4 in the order of AWS and with its messages. Thread-safe.
///
/// @param service the service for which a request must be signed, for example `bedrock`
/// @param secretKeys the secret access keys to check with
/// @param clock for the current time
public record SignatureCheck(String service, SecretKeys secretKeys, Clock clock) {

  private static final DateTimeFormatter AMZ_DATE =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final Duration SKEW = Duration.ofMinutes(5);
  private static final String UNSIGNED = "UNSIGNED-PAYLOAD";

  /// Returns the signer of the request, or AWS's reason to reject it.
  public SignatureResult check(SignedRequest request) {
    String header = request.header("authorization");
    if (header.isEmpty()) {
      return refused("MissingAuthenticationTokenException", "Missing Authentication Token");
    }
    return AuthorizationHeader.of(header)
        .map(authorizationHeader -> check(request, authorizationHeader))
        .orElseGet(() ->
            refused(
                "IncompleteSignatureException",
                "Authorization header requires 'Credential' parameter, 'SignedHeaders' parameter and"
                    + " 'Signature' parameter of "
                    + AuthorizationHeader.ALGORITHM
                    + "."));
  }

  private SignatureResult check(SignedRequest request, AuthorizationHeader authorizationHeader) {
    return scopeProblem(request, authorizationHeader)
        .or(() -> dateProblem(request.header("x-amz-date"), authorizationHeader))
        .or(() -> secretProblem(request, authorizationHeader))
        .<SignatureResult>map(SignatureResult.Refused::new)
        .orElseGet(() ->
            new SignatureResult.Signed(
                authorizationHeader.accessKeyId(), authorizationHeader.region()));
  }

  private Optional<AwsError> scopeProblem(
      SignedRequest request, AuthorizationHeader authorizationHeader) {
    if (!authorizationHeader.service().equals(service)) {
      return invalid("Credential should be scoped to correct service: '" + service + "'. ");
    }
    if (authorizationHeader.signedHeaders().stream().noneMatch(SignedRequest::isHost)) {
      return invalid("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
    }
    return authorizationHeader.signedHeaders().stream()
        .filter(name -> request.values(name).isEmpty())
        .findFirst()
        .flatMap(name -> invalid("'" + name + "' is a 'SignedHeader' but was not sent."));
  }

  private Optional<AwsError> dateProblem(String date, AuthorizationHeader authorizationHeader) {
    if (!date.startsWith(authorizationHeader.date())) {
      return invalid(
          "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '"
              + authorizationHeader.date()
              + "' != '"
              + date.split("T", 2)[0]
              + "', from '"
              + date
              + "'.");
    }
    try {
      return skewProblem(date, AMZ_DATE.parse(date, Instant::from), clock.instant());
    } catch (DateTimeException _) {
      return invalid("Date must be in ISO-8601 'basic format'. Got '" + date + "'.");
    }
  }

  private static Optional<AwsError> skewProblem(String text, Instant signed, Instant now) {
    Instant earliest = now.minus(SKEW);
    Instant latest = now.plus(SKEW);
    if (signed.isBefore(earliest)) {
      return invalid(
          "Signature expired: %s is now earlier than %s (%s - 5 min.)"
              .formatted(text, AMZ_DATE.format(earliest), AMZ_DATE.format(now)));
    }
    if (signed.isAfter(latest)) {
      return invalid(
          "Signature not yet current: %s is still later than %s (%s + 5 min.)"
              .formatted(text, AMZ_DATE.format(latest), AMZ_DATE.format(now)));
    }
    return Optional.empty();
  }

  private Optional<AwsError> secretProblem(
      SignedRequest request, AuthorizationHeader authorizationHeader) {
    return switch (secretKeys.of(authorizationHeader.accessKeyId())) {
      case SecretKeys.Secret.Unchecked() -> Optional.empty();
      case SecretKeys.Secret.Unknown() ->
          Optional.of(
              AwsError.front(
                  "UnrecognizedClientException",
                  "The security token included in the request is invalid."));
      case SecretKeys.Secret.Known(String secret) ->
          signatureProblem(request, authorizationHeader, secret);
    };
  }

  private static Optional<AwsError> signatureProblem(
      SignedRequest request, AuthorizationHeader authorizationHeader, String secret) {
    String bodyHash = Sha256.hex(request.body());
    String claimed = request.header("x-amz-content-sha256");
    boolean isBodyRight = claimed.isEmpty() || claimed.equals(UNSIGNED) || claimed.equals(bodyHash);
    String canonical =
        CanonicalRequest.of(
            request, authorizationHeader.signedHeaders(), claimed.isEmpty() ? bodyHash : claimed);
    String expected =
        Sha256.signature(
            secret, authorizationHeader.scope(), text(request, authorizationHeader, canonical));
    return isBodyRight && isSame(expected, authorizationHeader.signature())
        ? Optional.empty()
        : invalid(
            "The request signature we calculated does not match the signature you provided. Check your AWS Secret"
                + " Access Key and signing method. Consult the service documentation for details.");
  }

  private static String text(
      SignedRequest request, AuthorizationHeader authorizationHeader, String canonical) {
    return String.join(
        "\n",
        AuthorizationHeader.ALGORITHM,
        request.header("x-amz-date"),
        String.join("/", authorizationHeader.scope()),
        Sha256.hex(canonical.getBytes(StandardCharsets.UTF_8)));
  }

  private static boolean isSame(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  private static Optional<AwsError> invalid(String message) {
    return Optional.of(AwsError.front("InvalidSignatureException", message));
  }

  private static SignatureResult refused(String type, String message) {
    return new SignatureResult.Refused(AwsError.front(type, message));
  }
}
