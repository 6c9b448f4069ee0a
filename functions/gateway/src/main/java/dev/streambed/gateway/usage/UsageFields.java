package dev.streambed.gateway.usage;

import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonNumber;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonText;
import dev.streambed.gateway.vocabulary.Ending;
import dev.streambed.gateway.vocabulary.ErrorCode;
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

  static JsonObject of(UsageEntry entry) {
    UsageFields fields = new UsageFields();
    fields.addAll(entry);
    return new JsonObject(fields.fields);
  }

  private void addAll(UsageEntry entry) {
    Asked asked = entry.asked();
    text("event_type", eventType(entry));
    text("customer_id", asked.customer().value());
    text("request_id", asked.requestId().value());
    text("model_id", asked.model().value());
    tokens(entry.ending().usage());
    number("duration_ms", BigDecimal.valueOf(entry.duration().toMillis()));
    number("timestamp", epochSeconds(entry.admittedAt()));
    cacheTokens(entry.ending().usage());
    text("outcome", outcome(entry.ending()));
    text("usage_source", entry.ending().usage().source());
    text("estimate_reason", estimateReason(entry.ending().usage()));
    text("stop_reason", stopReason(entry.ending()));
    text("transport", asked.transport().word());
    error(entry.ending());
  }

  private void tokens(Usage usage) {
    switch (usage) {
      case Usage.Counted counted -> tokens(counted.input(), counted.output());
      case Usage.Estimated estimated -> tokens(estimated.input(), estimated.output());
      case Usage.Unknown() -> {}
    }
  }

  private void tokens(long input, long output) {
    number("input_tokens", BigDecimal.valueOf(input));
    number("output_tokens", BigDecimal.valueOf(output));
    number("token_count", BigDecimal.valueOf(input + output));
  }

  private void cacheTokens(Usage usage) {
    if (usage instanceof Usage.Counted counted) {
      number("cache_read_tokens", BigDecimal.valueOf(counted.cacheRead()));
      number("cache_write_tokens", BigDecimal.valueOf(counted.cacheWrite()));
    }
  }

  private void error(Ending ending) {
    if (ending instanceof Ending.Failed(_, Problem problem)) {
      text("error_code", problem.code().word());
      text("error_cause", problem.cause());
    }
  }

  private void text(String name, String value) {
    if (!value.isEmpty()) {
      fields.put(name, new JsonText(value));
    }
  }

  private void number(String name, BigDecimal value) {
    fields.put(name, JsonNumber.of(value));
  }

  private static String eventType(UsageEntry entry) {
    if (entry.ending() instanceof Ending.Failed) {
      return "bedrock_error";
    }
    return entry.asked().streamed() ? "bedrock_stream" : "bedrock_invoke";
  }

  private static String estimateReason(Usage usage) {
    return usage instanceof Usage.Estimated(_, _, String reason) ? reason : "";
  }

  private static String outcome(Ending ending) {
    return switch (ending) {
      case Ending.Complete _ -> "complete";
      case Ending.Stopped _ -> "stopped";
      case Ending.Failed(_, Problem problem) ->
          problem.code() == ErrorCode.TIMEOUT ? "timeout" : "model_error";
      case Ending.ClientGone _ -> "client_gone";
    };
  }

  private static String stopReason(Ending ending) {
    return switch (ending) {
      case Ending.Complete(_, String stopReason) -> stopReason;
      case Ending.Stopped _ -> "stopped";
      case Ending.ClientGone(_, String stopReason) -> stopReason;
      case Ending.Failed _ -> "";
    };
  }

  private static BigDecimal epochSeconds(Instant instant) {
    return BigDecimal.valueOf(instant.toEpochMilli(), 3);
  }
}
