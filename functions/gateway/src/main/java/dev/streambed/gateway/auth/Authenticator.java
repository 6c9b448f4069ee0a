package dev.streambed.gateway.auth;

import dev.streambed.gateway.auth.jwt.JwtCheck;
import dev.streambed.gateway.auth.jwt.JwtResult;
import dev.streambed.gateway.aws.AwsException;
import dev.streambed.gateway.aws.CallDeadline;
import dev.streambed.gateway.domain.Customer;
import dev.streambed.gateway.domain.CustomerId;
import dev.streambed.gateway.domain.Deadline;
import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.Headers;
import dev.streambed.gateway.domain.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/// Identifies callers. Thread-safe.
public final class Authenticator {

  private static final Problem OTHER_ORIGIN =
      Problem.of(ErrorCode.FORBIDDEN, "This token is for pages of another origin.");

  /// How exact the last use of a key is.
  static final Duration LAST_USED_PRECISION = Duration.ofHours(1);

  private static final Duration LAST_USED_WRITE_TIMEOUT = Duration.ofSeconds(1);

  private final CustomerDirectory customerDirectory;
  private final JwtCheck jwts;
  private final InstantSource clock;

  public Authenticator(CustomerDirectory customerDirectory, JwtCheck jwts, InstantSource clock) {
    this.customerDirectory = customerDirectory;
    this.jwts = jwts;
    this.clock = clock;
  }

  public AuthenticationResult authenticate(Headers headers) {
    return failClosed(() ->
        switch (Credential.of(headers)) {
          case Credential.Key(ApiKey apiKey) -> byKey(apiKey.hash(), headers.get("origin"));
          case Credential.Jwt(String compact) -> proven(jwts.check(compact));
          case Credential.Absent() -> unknown();
        });
  }

  /// Identifies a caller that was authenticated before, if it is still allowed. Reads the tables no
  /// more often than [#authenticate].
  public AuthenticationResult reauthenticate(VerifiedCredential verifiedCredential) {
    return failClosed(() ->
        switch (verifiedCredential) {
          case VerifiedCredential.Key(String hash) -> byKey(hash);
          case VerifiedCredential.BrowserKey(String hash) -> byKey(hash);
          case VerifiedCredential.Jwt jwt -> byJwt(jwt);
        });
  }

  /// Stores that a caller's key was used, once in [#LAST_USED_PRECISION]. Called when the caller
  /// has its answer. Does not throw: another call stores it.
  public void recordLastUse(VerifiedCredential verifiedCredential) {
    if (verifiedCredential instanceof VerifiedCredential.Key(String hash)) {
      Deadline deadline = Deadline.in(LAST_USED_WRITE_TIMEOUT, clock);
      try {
        CallDeadline.within(
            deadline,
            () -> {
              customerDirectory.recordLastUse(hash, clock.instant(), LAST_USED_PRECISION);
              return true;
            });
      } catch (AwsException _) {
        // Nothing depends on it.
      }
    }
  }

  private AuthenticationResult byKey(String hash, Optional<String> origin) {
    AuthenticationResult found = byKey(hash);
    return found instanceof AuthenticationResult.Known(Customer customer, _)
            && customerDirectory.apiKey(hash).filter(key -> key.isFor(origin)).isEmpty()
        ? refused(OTHER_ORIGIN, customer)
        : found;
  }

  private AuthenticationResult byKey(String hash) {
    return customerDirectory
        .apiKey(hash)
        .filter(this::isValid)
        .flatMap(key ->
            customerDirectory
                .customer(key.customerId())
                .map(customerRecord -> identification(customerRecord, key, hash)))
        .orElseGet(Authenticator::unknown);
  }

  private boolean isValid(ApiKeyRecord key) {
    return key.isValidAt(clock.instant())
        && switch (key.kind()) {
          case KeyKind.Own _ -> true;
          case KeyKind.Browser browser ->
              customerDirectory
                  .apiKey(browser.parentHash())
                  .filter(parent -> isParent(parent, key))
                  .isPresent();
        };
  }

  private boolean isParent(ApiKeyRecord parent, ApiKeyRecord child) {
    return parent.kind() instanceof KeyKind.Own
        && parent.customerId().equals(child.customerId())
        && parent.isValidAt(clock.instant());
  }

  private AuthenticationResult proven(JwtResult finding) {
    return switch (finding) {
      case JwtResult.Valid(CustomerId customer, Instant until) ->
          byJwt(new VerifiedCredential.Jwt(customer, until));
      case JwtResult.Invalid() -> unknown();
      case JwtResult.Unverifiable(String cause) ->
          refused(Problem.of(ErrorCode.UNAVAILABLE).withCause(cause));
    };
  }

  private AuthenticationResult byJwt(VerifiedCredential.Jwt jwt) {
    return clock.instant().isBefore(jwt.expiresAt())
        ? customerDirectory
            .customer(jwt.customer())
            .map(customerRecord -> identification(customerRecord, customerRecord.customer(), jwt))
            .orElseGet(Authenticator::unknown)
        : unknown();
  }

  private AuthenticationResult identification(
      CustomerTables.CustomerRecord customerRecord, ApiKeyRecord key, String hash) {
    Customer customer = customerRecord.customer();
    return switch (key.kind()) {
      case KeyKind.Own own ->
          identification(
              customerRecord,
              own.apply(customer.with(key.attribution())),
              new VerifiedCredential.Key(hash));
      case KeyKind.Browser browser ->
          identification(
              customerRecord,
              browser.restrict(callingWithParent(customer, browser.parentHash()), hash),
              new VerifiedCredential.BrowserKey(hash));
    };
  }

  private Customer callingWithParent(Customer customer, String parentHash) {
    return customerDirectory
        .apiKey(parentHash)
        .filter(parent -> parent.kind() instanceof KeyKind.Own)
        .map(parent -> ((KeyKind.Own) parent.kind()).apply(customer.with(parent.attribution())))
        .orElse(customer);
  }

  private static AuthenticationResult identification(
      CustomerTables.CustomerRecord customerRecord,
      Customer customer,
      VerifiedCredential verifiedCredential) {
    return customerRecord.active()
        ? new AuthenticationResult.Known(customer, verifiedCredential)
        : refused(Problem.of(ErrorCode.FORBIDDEN), customer);
  }

  private static AuthenticationResult failClosed(Supplier<AuthenticationResult> identification) {
    try {
      return identification.get();
    } catch (AwsException e) {
      return refused(Problem.of(ErrorCode.UNAVAILABLE).withCause(e.errorName()));
    }
  }

  private static AuthenticationResult unknown() {
    return refused(Problem.of(ErrorCode.UNAUTHENTICATED));
  }

  private static AuthenticationResult refused(Problem problem) {
    return new AuthenticationResult.Refused(problem, Optional.empty());
  }

  private static AuthenticationResult refused(Problem problem, Customer customer) {
    return new AuthenticationResult.Refused(problem, Optional.of(customer.id()));
  }
}
