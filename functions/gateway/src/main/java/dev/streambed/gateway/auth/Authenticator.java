package dev.streambed.gateway.auth;

import dev.streambed.gateway.sdk.SdkFailure;
import dev.streambed.gateway.vocabulary.ErrorCode;
import dev.streambed.gateway.vocabulary.Headers;
import dev.streambed.gateway.vocabulary.Problem;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;

/// Learns who sent a call. Thread-safe.
public final class Authenticator {

  private final CallerTables tables;
  private final CallerCache cache;
  private final InstantSource clock;

  public Authenticator(CallerTables tables, InstantSource clock) {
    this.tables = tables;
    this.cache = new CallerCache(clock);
    this.clock = clock;
  }

  public Identification identify(Headers headers) {
    try {
      return Token.of(headers)
          .flatMap(this::find)
          .filter(caller -> caller.key().isValidAt(clock.instant()))
          .map(Authenticator::judge)
          .orElseGet(() -> refused(Problem.of(ErrorCode.UNAUTHENTICATED)));
    } catch (SdkException e) {
      return refused(Problem.of(ErrorCode.UNAVAILABLE).withCause(SdkFailure.nameOf(e)));
    }
  }

  private Optional<Caller> find(Token token) {
    String hash = token.hash();
    return cache.get(hash).or(() -> load(hash));
  }

  private Optional<Caller> load(String hash) {
    Instant since = clock.instant();
    Optional<Caller> found = tables.find(hash);
    found.ifPresent(caller -> cache.put(hash, caller, since));
    return found;
  }

  private static Identification judge(Caller caller) {
    return caller.active()
        ? new Identification.Known(caller.customer())
        : refused(Problem.of(ErrorCode.FORBIDDEN));
  }

  private static Identification refused(Problem problem) {
    return new Identification.Refused(problem);
  }
}
