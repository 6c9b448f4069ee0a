package dev.streambed.gateway.usage;

import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonNumber;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonText;
import dev.streambed.gateway.vocabulary.Cost;
import dev.streambed.gateway.vocabulary.Ending;
import dev.streambed.gateway.vocabulary.Guardrail;
import dev.streambed.gateway.vocabulary.Problem;
import dev.streambed.gateway.vocabulary.Usage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// The fields of the log line and of the record, in their order.
final class UsageFields {

  private final Map<String, Json> fields = new LinkedHashMap<>();

  private UsageFields() {}

  static JsonObject of(UsageEntry entry, Cost cost) {
    UsageFields fields = new UsageFields();
    fields.addAll(entry, cost);
    return new JsonObject(fields.fields);
  }

  static Recorded recorded(JsonObject fields) {
    return Recorded.of(fields::number);
  }

  private void addAll(UsageEntry entry, Cost cost) {
    Asked asked = entry.asked();
    text("event_type", Words.eventType(entry));
    text("customer_id", asked.customer().value());
    text("request_id", asked.requestId().value());
    text("model_id", asked.model().value());
    tokens(entry.ending().usage());
    duration(entry);
    number("timestamp", epochSeconds(entry.admittedAt()));
    cacheTokens(entry.ending().usage());
    text("outcome", Words.outcome(entry.ending()));
    text("usage_source", entry.ending().usage().source());
    text("estimate_reason", Words.estimateReason(entry.ending().usage()));
    text("stop_reason", Words.stopReason(entry.ending()));
    text("transport", asked.transport().word());
    cost(cost);
    held(Held.of(entry.ending().usage(), cost, entry.reserved()));
    tempo(entry);
    error(entry.ending());
    serviceTier(entry.ending().usage());
    guardrail(entry.guardrail());
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
    if (!(entry.ending() instanceof Ending.Killed)) {
      number("duration_ms", BigDecimal.valueOf(entry.duration().toMillis()));
    }
  }

  private void cacheTokens(Usage usage) {
    switch (usage) {
      case Usage.Counted counts -> cacheTokens(counts);
      case Usage.Estimated(Usage.Counted counts, _) -> {
        // That there was no cache is nothing to guess.
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

  private void held(Held held) {
    held.tokens().ifPresent(tokens -> number("held_tokens", BigDecimal.valueOf(tokens)));
    held.nanoDollars().ifPresent(usd -> number("held_nano_usd", BigDecimal.valueOf(usd)));
  }

  private void tempo(UsageEntry entry) {
    if (entry.ending() instanceof Ending.Killed) {
      return;
    }
    if (entry.tempo().pieces() > 0) {
      number("first_piece_ms", BigDecimal.valueOf(entry.tempo().firstPiece().toMillis()));
    }
    if (entry.asked().streamed()) {
      number("pieces", BigDecimal.valueOf(entry.tempo().pieces()));
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
    text("guardrail_action", guardrail.action());
    guardrail
        .units()
        .forEach((name, units) -> number(Words.guardrailUnits(name), BigDecimal.valueOf(units)));
  }

  private void error(Ending ending) {
    switch (ending) {
      case Ending.Failed(_, Problem problem) -> error(problem);
      case Ending.NotStarted(Problem problem) -> error(problem);
      case Ending.Complete _, Ending.Stopped _, Ending.ClientGone _, Ending.Killed _ -> {}
    }
  }

  private void error(Problem problem) {
    text("error_code", problem.code().word());
    text("error_cause", problem.cause());
    text("error_reason", problem.diagnosis().reason());
    text("error_message", problem.diagnosis().message());
  }

  private void text(String name, String value) {
    if (!value.isEmpty()) {
      fields.put(name, new JsonText(value));
    }
  }

  private void number(String name, BigDecimal value) {
    fields.put(name, JsonNumber.of(value));
  }

  private static BigDecimal epochSeconds(Instant instant) {
    return BigDecimal.valueOf(instant.toEpochMilli(), 3);
  }
}
