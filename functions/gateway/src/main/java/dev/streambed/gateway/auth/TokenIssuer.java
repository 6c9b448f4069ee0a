package dev.streambed.gateway.auth;

import dev.streambed.gateway.sdk.SdkFailure;
import dev.streambed.gateway.vocabulary.Customer;
import dev.streambed.gateway.vocabulary.ErrorCode;
import dev.streambed.gateway.vocabulary.IssuedToken;
import dev.streambed.gateway.vocabulary.Payload;
import dev.streambed.gateway.vocabulary.Problem;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/// Issues tokens for web pages to customers. Thread-safe.
public final class TokenIssuer {

  private static final Problem NOT_YOURS =
      Problem.of(ErrorCode.FORBIDDEN, "Only a customer's own token can issue tokens.");

  private final Register register;
  private final Supplier<SecureRandom> random;
  private final InstantSource clock;

  /// @param random made when a token is issued, because it is not needed to start
  public TokenIssuer(Register register, Supplier<SecureRandom> random, InstantSource clock) {
    this.register = register;
    this.random = random;
    this.clock = clock;
  }

  /// Issues a token that may do no more than the one that it was asked for with, and no longer.
  ///
  /// @param body the wish, as JSON; may be empty
  /// @param count counts a wish that can be granted, or says why it may not be
  public Issuance issue(
      Customer customer, Pass pass, Payload body, Supplier<Optional<Problem>> count) {
    return switch (pass) {
      case Pass.Key parent -> issue(customer, parent, body, count);
      case Pass.BrowserKey _, Pass.Jwt _ -> new Issuance.Refused(NOT_YOURS);
    };
  }

  private Issuance issue(
      Customer customer, Pass.Key parent, Payload body, Supplier<Optional<Problem>> count) {
    return switch (new TokenWishReader(customer).read(body)) {
      case TokenWishReader.Outcome.Bad(Problem problem) -> new Issuance.Refused(problem);
      case TokenWishReader.Outcome.Good(TokenWish wish) ->
          count
              .get()
              .<Issuance>map(Issuance.Refused::new)
              .orElseGet(() -> closed(customer, parent, wish));
    };
  }

  private Issuance closed(Customer customer, Pass.Key parent, TokenWish wish) {
    try {
      return new Issuance.Issued(issue(customer, parent, wish));
    } catch (SdkException e) {
      Problem problem = Problem.of(ErrorCode.UNAVAILABLE).withCause(SdkFailure.nameOf(e));
      return new Issuance.Refused(problem);
    }
  }

  private IssuedToken issue(Customer customer, Pass.Key parent, TokenWish wish) {
    Token token = Token.random(random.get());
    Instant now = clock.instant();
    Instant expiresAt = sooner(now.plus(wish.expiresIn()), parent);
    KeyKind kind = new KeyKind.Browser(parent.hash(), wish.origin(), wish.models(), wish.limits());
    ApiKey key = new ApiKey(customer.id(), ApiKey.Status.ACTIVE, expiresAt, kind);
    register.issue(token, key, now);
    return new IssuedToken(token.secret(), expiresAt, wish.origin());
  }

  // In whole seconds, as the table has it.
  private Instant sooner(Instant wanted, Pass.Key parent) {
    Instant parents = register.key(parent.hash()).map(ApiKey::expiresAt).orElse(wanted);
    Instant sooner = parents.isBefore(wanted) ? parents : wanted;
    return sooner.truncatedTo(ChronoUnit.SECONDS);
  }
}
