package dev.streambed.gateway.auth;

import dev.streambed.gateway.sdk.SdkFailure;
import dev.streambed.gateway.vocabulary.ErrorCode;
import dev.streambed.gateway.vocabulary.Headers;
import dev.streambed.gateway.vocabulary.Problem;
import java.time.InstantSource;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/// Learns who sent a call. Thread-safe.
public final class Authenticator {

  private final Register register;
  private final InstantSource clock;

  public Authenticator(CallerTables tables, InstantSource clock) {
    this.register = new Register(tables, clock);
    this.clock = clock;
  }

  public Identification identify(Headers headers) {
    return Token.of(headers)
        .map(token -> recognise(new Pass.Key(token.hash())))
        .orElseGet(Authenticator::unknown);
  }

  /// Knows a caller again who was identified before, if it still may call. Asks the tables no more
  /// often than [#identify] does.
  public Identification recognise(Pass pass) {
    return closed(() ->
        switch (pass) {
          case Pass.Key key -> byKey(key);
        });
  }

  private Identification byKey(Pass.Key pass) {
    return register
        .key(pass.hash())
        .filter(key -> key.isValidAt(clock.instant()))
        .flatMap(key -> register.account(key.customerId()))
        .map(account -> judge(account, pass))
        .orElseGet(Authenticator::unknown);
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
