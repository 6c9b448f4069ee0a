package dev.streambed.bedrock.signature;

import dev.streambed.bedrock.wire.AwsError;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// Checks Signature Version 4 the way AWS does, in AWS's order and words. Thread-safe.
///
/// @param service what a request must be signed for, for example `bedrock`
/// @param secrets the secret access keys to check with
/// @param clock what time it is
public record SignatureCheck(String service, Secrets secrets, Clock clock) {

  private static final DateTimeFormatter AMZ_DATE =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final Duration SKEW = Duration.ofMinutes(5);
  private static final String UNSIGNED = "UNSIGNED-PAYLOAD";

  /// Says who signed the request, or why AWS would not believe it.
  public Verdict check(SignedRequest request) {
    String header = request.header("authorization");
    if (header.isEmpty()) {
      return refused("MissingAuthenticationTokenException", "Missing Authentication Token");
    }
    return Authorization.of(header)
        .map(authorization -> check(request, authorization))
        .orElseGet(() ->
            refused(
                "IncompleteSignatureException",
                "Authorization header requires 'Credential' parameter, 'SignedHeaders' parameter and"
                    + " 'Signature' parameter of "
                    + Authorization.ALGORITHM
                    + "."));
  }

  private Verdict check(SignedRequest request, Authorization authorization) {
    return scopeProblem(request, authorization)
        .or(() -> dateProblem(request.header("x-amz-date"), authorization))
        .or(() -> secretProblem(request, authorization))
        .<Verdict>map(Verdict.Refused::new)
        .orElseGet(() -> new Verdict.Signed(authorization.accessKeyId(), authorization.region()));
  }

  private Optional<AwsError> scopeProblem(SignedRequest request, Authorization authorization) {
    if (!authorization.service().equals(service)) {
      return invalid("Credential should be scoped to correct service: '" + service + "'. ");
    }
    if (!authorization.signedHeaders().contains("host")) {
      return invalid("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
    }
    return authorization.signedHeaders().stream()
        .filter(name -> !request.headers().containsKey(name))
        .findFirst()
        .flatMap(name -> invalid("'" + name + "' is a 'SignedHeader' but was not sent."));
  }

  private Optional<AwsError> dateProblem(String date, Authorization authorization) {
    if (!date.startsWith(authorization.date())) {
      return invalid(
          "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '"
              + authorization.date()
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

  private Optional<AwsError> secretProblem(SignedRequest request, Authorization authorization) {
    return switch (secrets.of(authorization.accessKeyId())) {
      case Secrets.Secret.Unchecked() -> Optional.empty();
      case Secrets.Secret.Unknown() ->
          Optional.of(
              AwsError.front(
                  "UnrecognizedClientException",
                  "The security token included in the request is invalid."));
      case Secrets.Secret.Is(String secret) -> signatureProblem(request, authorization, secret);
    };
  }

  private static Optional<AwsError> signatureProblem(
      SignedRequest request, Authorization authorization, String secret) {
    String bodyHash = Hashes.sha256(request.body());
    String claimed = request.header("x-amz-content-sha256");
    boolean isBodyRight = claimed.isEmpty() || claimed.equals(UNSIGNED) || claimed.equals(bodyHash);
    String canonical =
        CanonicalRequest.of(
            request, authorization.signedHeaders(), claimed.isEmpty() ? bodyHash : claimed);
    String expected =
        Hashes.signature(secret, authorization.scope(), text(request, authorization, canonical));
    return isBodyRight && isSame(expected, authorization.signature())
        ? Optional.empty()
        : invalid(
            "The request signature we calculated does not match the signature you provided. Check your AWS Secret"
                + " Access Key and signing method. Consult the service documentation for details.");
  }

  private static String text(SignedRequest request, Authorization authorization, String canonical) {
    return String.join(
        "\n",
        Authorization.ALGORITHM,
        request.header("x-amz-date"),
        String.join("/", authorization.scope()),
        Hashes.sha256(canonical.getBytes(StandardCharsets.UTF_8)));
  }

  private static boolean isSame(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  private static Optional<AwsError> invalid(String message) {
    return Optional.of(AwsError.front("InvalidSignatureException", message));
  }

  private static Verdict refused(String type, String message) {
    return new Verdict.Refused(AwsError.front(type, message));
  }
}
