package dev.streambed.gateway.usage;

import dev.streambed.gateway.domain.Attribution;
import dev.streambed.gateway.domain.Cost;
import dev.streambed.gateway.domain.Guardrail;
import dev.streambed.gateway.domain.ModelTarget;
import dev.streambed.gateway.domain.Outcome;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.SettledUsage;
import dev.streambed.gateway.domain.Usage;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonArray;
import dev.streambed.gateway.json.JsonNumber;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonString;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;

/// The fields of the log line and of the record, in order.
final class UsageFields {

  private final Map<String, Json> fields = new LinkedHashMap<>();

  private UsageFields() {}

  static JsonObject of(UsageEntry entry, AttemptTotals amounts) {
    UsageFields fields = new UsageFields();
    fields.addAll(entry, amounts);
    return new JsonObject(fields.fields);
  }

  /// What the limits count for a request, from its record.
  static SettledUsage settledUsage(JsonObject fields) {
    return settledUsage(fields::number);
  }

  /// @param field reads a number from the record; empty when it has none
  static SettledUsage settledUsage(Function<String, OptionalLong> field) {
    OptionalLong tokens = heldOrUsed(field.apply("held_tokens"), field.apply("token_count"));
    OptionalLong nanoDollars =
        heldOrUsed(field.apply("held_nano_usd"), field.apply("cost_nano_usd"));
    return tokens.isEmpty() && nanoDollars.isEmpty()
        ? SettledUsage.NOTHING
        : new SettledUsage(tokens.orElse(0), nanoDollars);
  }

  private static OptionalLong heldOrUsed(OptionalLong held, OptionalLong used) {
    return held.isPresent() ? held : used;
  }

  private void addAll(UsageEntry entry, AttemptTotals amounts) {
    AdmittedRequest admittedRequest = entry.admittedRequest();
    Usage usage = amounts.usage();
    text("event_type", OutcomeNames.eventType(entry));
    text("customer_id", admittedRequest.customer().value());
    text("request_id", admittedRequest.requestId().value());
    target(admittedRequest.target());
    tokens(usage);
    duration(entry);
    number("timestamp", epochSeconds(entry.admittedAt()));
    cacheTokens(usage);
    text("outcome", OutcomeNames.outcome(entry.outcome()));
    source(usage);
    text("stop_reason", OutcomeNames.stopReason(entry.outcome()));
    text("transport", admittedRequest.transport().wireName());
    cost(amounts.cost());
    held(amounts.held());
    streamTiming(entry);
    error(entry.outcome());
    serviceTier(usage);
    guardrail(entry.guardrail());
    text("operation", admittedRequest.operation().wireName());
    text("dialect", admittedRequest.dialect().wireName());
    text("bedrock_request_id", entry.bedrockRequestId());
    attribution(admittedRequest.attribution());
    attempts(amounts.attempts());
  }

  private void target(ModelTarget target) {
    text("model_id", target.model().value());
    text("region", target.region());
  }

  private void source(Usage usage) {
    text("usage_source", usage.source());
    text("estimate_reason", OutcomeNames.estimateReason(usage));
  }

  // The whole of a request that one model answered is in its own fields.
  private void attempts(List<AttemptTotals.Attempt> attempts) {
    if (attempts.size() > 1) {
      fields.put("attempts", new JsonArray(attempts.stream().map(UsageFields::attempt).toList()));
    }
  }

  private static Json attempt(AttemptTotals.Attempt attempt) {
    UsageFields own = new UsageFields();
    own.target(attempt.target());
    own.tokens(attempt.usage());
    own.cacheTokens(attempt.usage());
    own.source(attempt.usage());
    own.cost(attempt.cost());
    own.serviceTier(attempt.usage());
    attempt.problem().ifPresent(own::error);
    own.text("bedrock_request_id", attempt.bedrockRequestId());
    return new JsonObject(own.fields);
  }

  private void attribution(Attribution attribution) {
    text("key_id", attribution.keyId());
    text("key_name", attribution.keyName());
    if (!attribution.tags().values().isEmpty()) {
      fields.put("tags", JsonObject.ofTexts(attribution.tags().values()));
    }
  }

  private void tokens(Usage usage) {
    switch (usage) {
      case Usage.Counted counted -> tokens(counted.input(), counted.output());
      case Usage.Estimated(Usage.Counted counts, _) -> tokens(counts.input(), counts.output());
      case Usage.Unknown() -> {}
    }
  }

  private void tokens(long input, long output) {
    number("input_tokens", BigDecimal.valueOf(input));
    number("output_tokens", BigDecimal.valueOf(output));
    number("token_count", BigDecimal.valueOf(input + output));
  }

  private void duration(UsageEntry entry) {
    if (!(entry.outcome() instanceof Outcome.Killed)) {
      number("duration_ms", BigDecimal.valueOf(entry.duration().toMillis()));
    }
  }

  private void cacheTokens(Usage usage) {
    switch (usage) {
      case Usage.Counted counts -> cacheTokens(counts);
      case Usage.Estimated(Usage.Counted counts, _) -> {
        // A cache count of 0 is not an estimate.
        if (counts.cacheRead() + counts.cacheWrite() > 0) {
          cacheTokens(counts);
        }
      }
      case Usage.Unknown() -> {}
    }
  }

  private void cacheTokens(Usage.Counted counts) {
    number("cache_read_tokens", BigDecimal.valueOf(counts.cacheRead()));
    number("cache_write_tokens", BigDecimal.valueOf(counts.cacheWrite()));
    if (counts.cacheWrite1h() > 0) {
      number("cache_write_1h_tokens", BigDecimal.valueOf(counts.cacheWrite1h()));
    }
  }

  private void cost(Cost cost) {
    switch (cost) {
      case Cost.Priced(long nanoUsd, String priceVersion) -> {
        number("cost_nano_usd", BigDecimal.valueOf(nanoUsd));
        text("price_version", priceVersion);
      }
      case Cost.Unpriced() -> text("price_version", "unpriced");
      case Cost.Unknown() -> {}
    }
  }

  private void held(HeldAmounts heldAmounts) {
    heldAmounts.tokens().ifPresent(tokens -> number("held_tokens", BigDecimal.valueOf(tokens)));
    heldAmounts.nanoDollars().ifPresent(usd -> number("held_nano_usd", BigDecimal.valueOf(usd)));
  }

  private void streamTiming(UsageEntry entry) {
    if (entry.outcome() instanceof Outcome.Killed) {
      return;
    }
    if (entry.streamTiming().chunks() > 0) {
      number("first_piece_ms", BigDecimal.valueOf(entry.streamTiming().firstChunk().toMillis()));
    }
    if (entry.admittedRequest().streamed()) {
      number("pieces", BigDecimal.valueOf(entry.streamTiming().chunks()));
    }
  }

  private void serviceTier(Usage usage) {
    switch (usage) {
      case Usage.Counted counts -> text("service_tier", counts.serviceTier());
      case Usage.Estimated(Usage.Counted counts, _) -> text("service_tier", counts.serviceTier());
      case Usage.Unknown() -> {}
    }
  }

  private void guardrail(Guardrail guardrail) {
    text("guardrail", guardrail.enforced());
    text("guardrail_action", guardrail.action());
    guardrail
        .units()
        .forEach(
            (name, units) -> number(OutcomeNames.guardrailUnits(name), BigDecimal.valueOf(units)));
  }

  private void error(Outcome outcome) {
    switch (outcome) {
      case Outcome.Failed(_, Problem problem) -> error(problem);
      case Outcome.NotStarted(Problem problem) -> error(problem);
      case Outcome.Complete _, Outcome.Stopped _, Outcome.ClientGone _, Outcome.Killed _ -> {}
    }
  }

  private void error(Problem problem) {
    text("error_code", problem.code().wireName());
    text("error_cause", problem.cause());
    text("error_reason", problem.diagnosis().reason());
    text("error_message", problem.diagnosis().message());
  }

  private void text(String name, String value) {
    if (!value.isEmpty()) {
      fields.put(name, new JsonString(value));
    }
  }

  private void number(String name, BigDecimal value) {
    fields.put(name, JsonNumber.of(value));
  }

  private static BigDecimal epochSeconds(Instant instant) {
    return BigDecimal.valueOf(instant.toEpochMilli(), 3);
  }
}
