package dev.streambed.gateway.auth;

import dev.streambed.gateway.aws.SdkFailure;
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
import software.amazon.awssdk.core.exception.SdkException;

/// Issues tokens for web pages to customers. Thread-safe.
public final class BrowserKeyIssuer {

  private static final Problem NOT_YOURS =
      Problem.of(ErrorCode.FORBIDDEN, "Only a customer's own token can issue tokens.");

  private final CustomerDirectory customerDirectory;
  private final Supplier<SecureRandom> random;
  private final InstantSource clock;

  /// @param random made when a token is issued, because it is not needed to start
  public BrowserKeyIssuer(
      CustomerDirectory customerDirectory, Supplier<SecureRandom> random, InstantSource clock) {
    this.customerDirectory = customerDirectory;
    this.random = random;
    this.clock = clock;
  }

  /// Issues a token that may do no more than the one that it was asked for with, and no longer.
  ///
  /// @param body the wish, as JSON; may be empty
  /// @param count counts a wish that can be granted, or says why it may not be
  public KeyIssuance issue(
      Customer customer,
      VerifiedCredential verifiedCredential,
      Payload body,
      Supplier<Optional<Problem>> count) {
    return switch (verifiedCredential) {
      case VerifiedCredential.Key parent -> issue(customer, parent, body, count);
      case VerifiedCredential.BrowserKey _, VerifiedCredential.Jwt _ ->
          new KeyIssuance.Refused(NOT_YOURS);
    };
  }

  private KeyIssuance issue(
      Customer customer,
      VerifiedCredential.Key parent,
      Payload body,
      Supplier<Optional<Problem>> count) {
    return switch (new BrowserKeyRequestReader(customer).read(body)) {
      case BrowserKeyRequestReader.Result.Invalid(Problem problem) ->
          new KeyIssuance.Refused(problem);
      case BrowserKeyRequestReader.Result.Valid(BrowserKeyRequest wish) ->
          count
              .get()
              .<KeyIssuance>map(KeyIssuance.Refused::new)
              .orElseGet(() -> failClosed(customer, parent, wish));
    };
  }

  private KeyIssuance failClosed(
      Customer customer, VerifiedCredential.Key parent, BrowserKeyRequest wish) {
    try {
      return new KeyIssuance.Issued(issue(customer, parent, wish));
    } catch (SdkException e) {
      Problem problem = Problem.of(ErrorCode.UNAVAILABLE).withCause(SdkFailure.nameOf(e));
      return new KeyIssuance.Refused(problem);
    }
  }

  private IssuedKey issue(
      Customer customer, VerifiedCredential.Key parent, BrowserKeyRequest wish) {
    ApiKey apiKey = ApiKey.random(random.get());
    Instant now = clock.instant();
    Instant expiresAt = sooner(now.plus(wish.expiresIn()), parent);
    KeyKind kind = new KeyKind.Browser(parent.hash(), wish.origin(), wish.models(), wish.limits());
    ApiKeyRecord key = new ApiKeyRecord(customer.id(), ApiKeyRecord.Status.ACTIVE, expiresAt, kind);
    customerDirectory.putApiKey(apiKey, key, now);
    return new IssuedKey(apiKey.secret(), expiresAt, wish.origin());
  }

  // In whole seconds, as the table has it.
  private Instant sooner(Instant wanted, VerifiedCredential.Key parent) {
    Instant parents =
        customerDirectory.apiKey(parent.hash()).map(ApiKeyRecord::expiresAt).orElse(wanted);
    Instant sooner = parents.isBefore(wanted) ? parents : wanted;
    return sooner.truncatedTo(ChronoUnit.SECONDS);
  }
}
