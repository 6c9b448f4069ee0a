package dev.streambed.local;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.local.domain.Json;
import dev.streambed.local.lambda.LogSink;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;

/// Prints log lines of functions, as `--logs` chooses.
///
/// @param choice which lines
/// @param out where to
record FunctionLogPrinter(Choice choice, PrintStream out) implements LogSink {

  private static final String EVENT_TYPE = "event_type";

  /// One line for each answer.
  private static final Set<String> ANSWERS =
      Set.of("bedrock_invoke", "bedrock_stream", "bedrock_error");

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final int NANOS_EXPONENT = 9;
  private static final int MOST_DECIMALS = 6;

  /// Which lines are printed.
  enum Choice {
    /// What each answer took, in a line to read.
    USAGE,
    /// What failed or was refused, as the function writes it.
    ERRORS,
    /// Every line, as the function writes it.
    ALL
  }

  @Override
  public void line(String function, String line) {
    switch (choice) {
      case ALL -> out.println(line);
      case ERRORS -> {
        if (isProblem(line)) {
          out.println(line);
        }
      }
      case USAGE ->
          json(line)
              .filter(entry -> ANSWERS.contains(entry.path(EVENT_TYPE).asText()))
              .ifPresent(entry -> out.println(readable(entry)));
    }
  }

  // What is no line of the gateway's is a stack trace, or Lambda's own.
  private static boolean isProblem(String line) {
    return json(line)
        .map(entry -> {
          String type = entry.path(EVENT_TYPE).asText();
          return ANSWERS.contains(type)
              ? type.equals("bedrock_error")
              : !entry.has("_aws") && !entry.path("type").asText().startsWith("platform.");
        })
        .orElse(!line.isBlank());
  }

  private static String readable(JsonNode entry) {
    StringJoiner text = new StringJoiner("  ");
    text.add(TIME.format(time(entry)))
        .add(entry.path("customer_id").asText())
        .add(entry.path("model_id").asText());
    if (entry.has("input_tokens")) {
      text.add(
          entry.path("input_tokens").asText()
              + " in, "
              + entry.path("output_tokens").asText()
              + " out");
    }
    if (entry.has("cost_nano_usd")) {
      text.add(dollars(entry.path("cost_nano_usd").asLong()));
    }
    if (entry.has("duration_ms")) {
      text.add(entry.path("duration_ms").asText() + " ms");
    }
    text.add(entry.path("outcome").asText() + reason(entry));
    if (entry.path("usage_source").asText().equals("estimate")) {
      text.add("estimated: " + entry.path("estimate_reason").asText());
    }
    return text.add(entry.path("request_id").asText()).toString();
  }

  private static String reason(JsonNode entry) {
    String code = entry.path("error_code").asText();
    return code.isEmpty() ? "" : " (" + code + ")";
  }

  private static LocalTime time(JsonNode entry) {
    // With Lambda's log format JSON, `timestamp` is a text for Lambda.
    JsonNode seconds =
        entry.has("admitted_at") ? entry.path("admitted_at") : entry.path("timestamp");
    long milliseconds = Math.round(seconds.asDouble() * 1_000);
    return LocalTime.ofInstant(Instant.ofEpochMilli(milliseconds), ZoneId.systemDefault());
  }

  private static String dollars(long nanoUsd) {
    return "$"
        + BigDecimal.valueOf(nanoUsd, NANOS_EXPONENT)
            .setScale(MOST_DECIMALS, RoundingMode.HALF_UP)
            .toPlainString();
  }

  private static Optional<JsonNode> json(String line) {
    return line.startsWith("{")
        ? Json.parse(line.getBytes(StandardCharsets.UTF_8))
        : Optional.empty();
  }
}
