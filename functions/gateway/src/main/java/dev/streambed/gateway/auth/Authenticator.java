package dev.streambed.gateway.auth;

import dev.streambed.gateway.auth.jwt.JwtCheck;
import dev.streambed.gateway.auth.jwt.JwtFinding;
import dev.streambed.gateway.sdk.SdkFailure;
import dev.streambed.gateway.vocabulary.CustomerId;
import dev.streambed.gateway.vocabulary.ErrorCode;
import dev.streambed.gateway.vocabulary.Headers;
import dev.streambed.gateway.vocabulary.Problem;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/// Learns who sent a call. Thread-safe.
public final class Authenticator {

  private final Register register;
  private final JwtCheck jwts;
  private final InstantSource clock;

  public Authenticator(CallerTables tables, JwtCheck jwts, InstantSource clock) {
    this.register = new Register(tables, clock);
    this.jwts = jwts;
    this.clock = clock;
  }

  public Identification identify(Headers headers) {
    return switch (Credential.of(headers)) {
      case Credential.Key(Token token) -> recognise(new Pass.Key(token.hash()));
      case Credential.Jwt(String compact) -> proven(jwts.check(compact));
      case Credential.Absent() -> unknown();
    };
  }

  /// Knows a caller again who was identified before, if it still may call. Asks the tables no more
  /// often than [#identify] does.
  public Identification recognise(Pass pass) {
    return closed(() ->
        switch (pass) {
          case Pass.Key key -> byKey(key);
          case Pass.Jwt jwt -> byJwt(jwt);
        });
  }

  private Identification proven(JwtFinding finding) {
    return switch (finding) {
      case JwtFinding.Good(CustomerId customer, Instant until) ->
          recognise(new Pass.Jwt(customer, until));
      case JwtFinding.Bad() -> unknown();
      case JwtFinding.Unknown(String cause) ->
          refused(Problem.of(ErrorCode.UNAVAILABLE).withCause(cause));
    };
  }

  private Identification byKey(Pass.Key pass) {
    return register
        .key(pass.hash())
        .filter(key -> key.isValidAt(clock.instant()))
        .flatMap(key -> register.account(key.customerId()))
        .map(account -> judge(account, pass))
        .orElseGet(Authenticator::unknown);
  }

  private Identification byJwt(Pass.Jwt pass) {
    return clock.instant().isBefore(pass.until())
        ? register
            .account(pass.customer())
            .map(account -> judge(account, pass))
            .orElseGet(Authenticator::unknown)
        : unknown();
  }

  private static Identification judge(Account account, Pass pass) {
    return account.active()
        ? new Identification.Known(account.customer(), pass)
        : refused(Problem.of(ErrorCode.FORBIDDEN));
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
    return new Identification.Refused(problem);
  }
}
