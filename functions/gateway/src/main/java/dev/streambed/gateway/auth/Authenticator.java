package dev.streambed.gateway.auth;

import dev.streambed.gateway.auth.jwt.JwtCheck;
import dev.streambed.gateway.auth.jwt.JwtFinding;
import dev.streambed.gateway.sdk.SdkFailure;
import dev.streambed.gateway.vocabulary.Customer;
import dev.streambed.gateway.vocabulary.CustomerId;
import dev.streambed.gateway.vocabulary.ErrorCode;
import dev.streambed.gateway.vocabulary.Headers;
import dev.streambed.gateway.vocabulary.Problem;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/// Learns who sent a call. Thread-safe.
public final class Authenticator {

  private static final Problem OTHER_ORIGIN =
      Problem.of(ErrorCode.FORBIDDEN, "This token is for pages of another origin.");

  private final Register register;
  private final JwtCheck jwts;
  private final InstantSource clock;

  public Authenticator(Register register, JwtCheck jwts, InstantSource clock) {
    this.register = register;
    this.jwts = jwts;
    this.clock = clock;
  }

  public Identification identify(Headers headers) {
    return closed(() ->
        switch (Credential.of(headers)) {
          case Credential.Key(Token token) -> byKey(token.hash(), headers.get("origin"));
          case Credential.Jwt(String compact) -> proven(jwts.check(compact));
          case Credential.Absent() -> unknown();
        });
  }

  /// Knows a caller again who was identified before, if it still may call. Asks the tables no more
  /// often than [#identify] does.
  public Identification recognise(Pass pass) {
    return closed(() ->
        switch (pass) {
          case Pass.Key(String hash) -> byKey(hash);
          case Pass.BrowserKey(String hash) -> byKey(hash);
          case Pass.Jwt jwt -> byJwt(jwt);
        });
  }

  private Identification byKey(String hash, Optional<String> origin) {
    Identification found = byKey(hash);
    return found instanceof Identification.Known(Customer customer, _)
            && register.key(hash).filter(key -> key.isFor(origin)).isEmpty()
        ? refused(OTHER_ORIGIN, customer)
        : found;
  }

  private Identification byKey(String hash) {
    return register
        .key(hash)
        .filter(this::isValid)
        .flatMap(
            key -> register.account(key.customerId()).map(account -> judge(account, key, hash)))
        .orElseGet(Authenticator::unknown);
  }

  private boolean isValid(ApiKey key) {
    return key.isValidAt(clock.instant())
        && switch (key.kind()) {
          case KeyKind.Own() -> true;
          case KeyKind.Browser browser ->
              register
                  .key(browser.parentHash())
                  .filter(parent -> isParent(parent, key))
                  .isPresent();
        };
  }

  private boolean isParent(ApiKey parent, ApiKey child) {
    return parent.kind() instanceof KeyKind.Own
        && parent.customerId().equals(child.customerId())
        && parent.isValidAt(clock.instant());
  }

  private Identification proven(JwtFinding finding) {
    return switch (finding) {
      case JwtFinding.Good(CustomerId customer, Instant until) ->
          byJwt(new Pass.Jwt(customer, until));
      case JwtFinding.Bad() -> unknown();
      case JwtFinding.Unknown(String cause) ->
          refused(Problem.of(ErrorCode.UNAVAILABLE).withCause(cause));
    };
  }

  private Identification byJwt(Pass.Jwt pass) {
    return clock.instant().isBefore(pass.until())
        ? register
            .account(pass.customer())
            .map(account -> judge(account, account.customer(), pass))
            .orElseGet(Authenticator::unknown)
        : unknown();
  }

  private static Identification judge(Account account, ApiKey key, String hash) {
    return switch (key.kind()) {
      case KeyKind.Own() -> judge(account, account.customer(), new Pass.Key(hash));
      case KeyKind.Browser browser ->
          judge(account, browser.lessened(account.customer(), hash), new Pass.BrowserKey(hash));
    };
  }

  private static Identification judge(Account account, Customer customer, Pass pass) {
    return account.active()
        ? new Identification.Known(customer, pass)
        : refused(Problem.of(ErrorCode.FORBIDDEN), customer);
  }

  private static Identification closed(Supplier<Identification> identification) {
    try {
      return identification.get();
    } catch (SdkException e) {
      return refused(Problem.of(ErrorCode.UNAVAILABLE).withCause(SdkFailure.nameOf(e)));
    }
  }

  private static Identification unknown() {
    return refused(Problem.of(ErrorCode.UNAUTHENTICATED));
  }

  private static Identification refused(Problem problem) {
    return new Identification.Refused(problem, Optional.empty());
  }

  private static Identification refused(Problem problem, Customer customer) {
    return new Identification.Refused(problem, Optional.of(customer.id()));
  }
}
