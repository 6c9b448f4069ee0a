package dev.streambed.gateway.auth;

import dev.streambed.gateway.aws.AwsException;
import dev.streambed.gateway.domain.Customer;
import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.IssuedKey;
import dev.streambed.gateway.domain.Payload;
import dev.streambed.gateway.domain.Problem;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Supplier;

/// Issues browser keys to customers. Thread-safe.
public final class BrowserKeyIssuer {

  private static final Problem NOT_YOURS =
      Problem.of(ErrorCode.FORBIDDEN, "Only a customer's own token can issue tokens.");

  private final CustomerDirectory customerDirectory;
  private final Supplier<SecureRandom> random;
  private final InstantSource clock;

  /// @param random called when a key is issued, because it is not needed at start
  public BrowserKeyIssuer(
      CustomerDirectory customerDirectory, Supplier<SecureRandom> random, InstantSource clock) {
    this.customerDirectory = customerDirectory;
    this.random = random;
    this.clock = clock;
  }

  /// Issues a browser key. It allows no more than the API key of the request, and expires no later.
  ///
  /// @param body the request as JSON; may be empty
  /// @param count called for a valid request: counts it against the rate limit, and returns the
  ///   reason if it must be refused
  public Issuance issue(
      Customer customer,
      VerifiedCredential verifiedCredential,
      Payload body,
      Supplier<Optional<Problem>> count) {
    return switch (verifiedCredential) {
      case VerifiedCredential.Key parent -> issue(customer, parent, body, count);
      case VerifiedCredential.BrowserKey _, VerifiedCredential.Jwt _ ->
          new Issuance.Refused(NOT_YOURS);
    };
  }

  private Issuance issue(
      Customer customer,
      VerifiedCredential.Key parent,
      Payload body,
      Supplier<Optional<Problem>> count) {
    return switch (new BrowserKeyRequestReader(customer).read(body)) {
      case BrowserKeyRequestReader.Result.Invalid(Problem problem) -> new Issuance.Refused(problem);
      case BrowserKeyRequestReader.Result.Valid(BrowserKeyRequestReader.Request wish) ->
          count
              .get()
              .<Issuance>map(Issuance.Refused::new)
              .orElseGet(() -> failClosed(customer, parent, wish));
    };
  }

  private Issuance failClosed(
      Customer customer, VerifiedCredential.Key parent, BrowserKeyRequestReader.Request wish) {
    try {
      return new Issuance.Issued(issue(customer, parent, wish));
    } catch (AwsException e) {
      Problem problem = Problem.of(ErrorCode.UNAVAILABLE).withCause(e.errorName());
      return new Issuance.Refused(problem);
    }
  }

  private IssuedKey issue(
      Customer customer, VerifiedCredential.Key parent, BrowserKeyRequestReader.Request wish) {
    ApiKey apiKey = ApiKey.random(random.get());
    Instant now = clock.instant();
    Instant expiresAt = sooner(now.plus(wish.expiresIn()), parent);
    KeyKind kind = new KeyKind.Browser(parent.hash(), wish.origin(), wish.models(), wish.limits());
    ApiKeyRecord key =
        new ApiKeyRecord(
            customer.id(), ApiKeyRecord.Status.ACTIVE, expiresAt, kind, customer.attribution());
    customerDirectory.putApiKey(apiKey, key, now);
    return new IssuedKey(apiKey.secret(), expiresAt, wish.origin());
  }

  // The table stores whole seconds.
  private Instant sooner(Instant wanted, VerifiedCredential.Key parent) {
    Instant parents =
        customerDirectory.apiKey(parent.hash()).map(ApiKeyRecord::expiresAt).orElse(wanted);
    Instant sooner = parents.isBefore(wanted) ? parents : wanted;
    return sooner.truncatedTo(ChronoUnit.SECONDS);
  }

  /// Whether a browser key was issued.
  public sealed interface Issuance {

    record Issued(IssuedKey token) implements Issuance {}

    record Refused(Problem problem) implements Issuance {}
  }
}
