package dev.streambed.cli.reconcile;

import dev.streambed.cli.domain.LedgerRecord;
import dev.streambed.cli.domain.TokenCounts;
import dev.streambed.cli.reconcile.Finding.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The records of a period, and which calls of the invocation log belong to them. First all records
/// are added, then all invocations. Not thread-safe.
public final class Reconciliation {

  /// The log has whole seconds, and clocks differ.
  private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(3);

  /// A function runs no longer, and may start a minute late.
  private static final Duration LONGEST_REQUEST = Duration.ofMinutes(16);

  private final Instant from;
  private final Instant to;
  private final Consumer<Finding> findings;
  private final List<Calls> all = new ArrayList<>();
  private final Map<String, Calls> byBedrockId = new HashMap<>();
  private final Map<Request, List<Calls>> byRequest = new HashMap<>();
  private final Set<String> unmatched = new HashSet<>();
  private final Set<String> principals = new HashSet<>();

  /// A request as its caller knows it, which may use its id again.
  private record Request(String customer, String id) {}

  /// A record, and the calls that belong to it.
  private static final class Calls {

    private final LedgerRecord record;
    private final Set<String> ids = new HashSet<>();
    private TokenCounts logged = TokenCounts.NONE;
    private final Set<String> principals = new HashSet<>();
    private boolean isUncounted;
    private boolean isAmbiguous;

    Calls(LedgerRecord record) {
      this.record = record;
    }

    void add(Invocation invocation) {
      if (ids.add(invocation.requestId())) {
        principals.add(invocation.principal());
        logged = logged.plus(invocation.tokens().orElse(TokenCounts.NONE));
        isUncounted |= invocation.tokens().isEmpty() && invocation.errorCode().isEmpty();
      }
    }
  }

  /// @param from the beginning of the period
  /// @param to its end, which is no longer part of it
  /// @param findings gets each difference
  public Reconciliation(Instant from, Instant to, Consumer<Finding> findings) {
    this.from = from;
    this.to = to;
    this.findings = findings;
  }

  /// Adds a record. Those shortly before and after the period are needed too: a call may begin
  /// after it was admitted.
  public void add(LedgerRecord ledgerRecord) {
    if (!isWithin(ledgerRecord.admittedAt(), LONGEST_REQUEST)) {
      return;
    }
    List<String> ids =
        ledgerRecord.bedrockRequestIds().stream().filter(id -> !id.isEmpty()).toList();
    if (ids.stream().anyMatch(byBedrockId::containsKey)) {
      if (isWithin(ledgerRecord.admittedAt(), Duration.ZERO)) {
        report(Kind.RECORD_TWICE, ledgerRecord, null, TokenCounts.NONE);
      }
      return;
    }
    Calls calls = new Calls(ledgerRecord);
    ids.forEach(id -> byBedrockId.put(id, calls));
    all.add(calls);
    byRequest
        .computeIfAbsent(
            new Request(ledgerRecord.customer().value(), ledgerRecord.requestId()),
            _ -> new ArrayList<>(1))
        .add(calls);
  }

  /// Adds an entry of the log.
  public void add(Invocation invocation) {
    Calls calls = byBedrockId.get(invocation.requestId());
    if (calls == null) {
      calls = byRequest(invocation);
    } else {
      principals.add(invocation.principal());
    }
    if (calls != null) {
      calls.add(invocation);
    } else if (isWithin(invocation.at(), Duration.ZERO) && unmatched.add(invocation.requestId())) {
      report(
          invocation.request().isPresent() ? Kind.CALL_WITHOUT_RECORD : Kind.CALL_PAST_GATEWAY,
          null,
          invocation,
          invocation.tokens().orElse(TokenCounts.NONE));
    }
  }

  /// Reports what no entry of the log has settled.
  ///
  /// @return how many records were compared
  public long finish() {
    long compared = 0;
    for (Calls calls : all) {
      if (isWithin(calls.record.admittedAt(), Duration.ZERO)) {
        compared++;
        compare(calls);
      }
    }
    return compared;
  }

  private void compare(Calls calls) {
    LedgerRecord ledgerRecord = calls.record;
    if (calls.isUncounted || ledgerRecord.tokens().equals(calls.logged)) {
      return;
    }
    report(
        calls.ids.isEmpty() ? Kind.RECORD_WITHOUT_CALL : Kind.TOKENS_DIFFER,
        ledgerRecord,
        null,
        calls.logged,
        // Anybody in the account may label a call like the gateway's.
        !calls.ids.isEmpty() && !calls.isAmbiguous && principals.containsAll(calls.principals));
  }

  // The last one that was admitted before. A request that runs no longer has no more calls.
  private @Nullable Calls byRequest(Invocation invocation) {
    if (invocation.customer().isEmpty() || invocation.request().isEmpty()) {
      return null;
    }
    Instant latest = invocation.at().plus(CLOCKS_DIFFER);
    Instant earliest = invocation.at().minus(LONGEST_REQUEST);
    Request request = new Request(invocation.customer().get(), invocation.request().get());
    List<Calls> candidates =
        byRequest.getOrDefault(request, List.of()).stream()
            .filter(calls ->
                calls.record.admittedAt().isAfter(earliest)
                    && !calls.record.admittedAt().isAfter(latest))
            .toList();
    if (candidates.size() > 1) {
      candidates.forEach(calls -> calls.isAmbiguous = true);
    }
    return candidates.stream()
        .max(Comparator.comparing(calls -> calls.record.admittedAt()))
        .orElse(null);
  }

  private void report(
      Kind kind,
      @Nullable LedgerRecord ledgerRecord,
      @Nullable Invocation invocation,
      TokenCounts logged) {
    report(kind, ledgerRecord, invocation, logged, false);
  }

  private void report(
      Kind kind,
      @Nullable LedgerRecord ledgerRecord,
      @Nullable Invocation invocation,
      TokenCounts logged,
      boolean isCertain) {
    findings.accept(
        new Finding(
            kind,
            Optional.ofNullable(ledgerRecord),
            Optional.ofNullable(invocation),
            logged,
            isCertain));
  }

  private boolean isWithin(Instant instant, Duration margin) {
    return !instant.isBefore(from.minus(margin)) && instant.isBefore(to.plus(margin));
  }
}
