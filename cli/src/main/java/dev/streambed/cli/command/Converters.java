package dev.streambed.cli.command;

import dev.streambed.cli.domain.ApiKey;
import dev.streambed.cli.domain.CustomerId;
import dev.streambed.cli.domain.KeyExpiryTime;
import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.RequiredGuardrail;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.YearMonth;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/// Converts arguments to values. Each error message says which values are valid.
final class Converters {

  private static final Pattern WHOLE = Pattern.compile("\\d{1,15}");
  private static final Pattern DOLLARS = Pattern.compile("\\d{1,12}(\\.\\d{1,9})?");

  private Converters() {}

  static void register(CommandLine line) {
    line.registerConverter(CustomerId.class, Converters::customerId);
    line.registerConverter(ApiKey.Reference.class, Converters::keyReference);
    line.registerConverter(ModelId.class, Converters::modelId);
    line.registerConverter(RequiredGuardrail.class, Converters::guardrail);
    line.registerConverter(KeyExpiryTime.class, Converters::expiryTime);
    line.registerConverter(Duration.class, Converters::duration);
    line.registerConverter(YearMonth.class, Converters::month);
    line.registerConverter(Long.class, Converters::whole);
    line.registerConverter(BigDecimal.class, Converters::dollars);
  }

  private static CustomerId customerId(String text) {
    if (text.isBlank()) {
      throw new TypeConversionException("a customer's id is not empty");
    }
    return new CustomerId(text);
  }

  // The message must not repeat the text: it may be most of a secret.
  private static ApiKey.Reference keyReference(String text) {
    return ApiKey.Reference.parse(text)
        .orElseThrow(() ->
            new TypeConversionException(
                "name a key by its first 11 characters, sb_ and eight more, as shown by `keys list`"));
  }

  private static ModelId modelId(String text) {
    return ModelId.of(text)
        .orElseThrow(() -> new TypeConversionException("'" + text + "' is no model id"));
  }

  private static RequiredGuardrail guardrail(String text) {
    return RequiredGuardrail.of(text)
        .orElseThrow(() ->
            new TypeConversionException(
                "'"
                    + text
                    + "' is not a guardrail's id or ARN, a colon and its version (a number or"
                    + " DRAFT), such as gr1abc2def3g:1"));
  }

  private static KeyExpiryTime expiryTime(String text) {
    return KeyExpiryTime.parse(text)
        .orElseThrow(
            () -> new TypeConversionException("'" + text + "' is not " + KeyExpiryTime.FORMS));
  }

  private static Duration duration(String text) {
    return KeyExpiryTime.parseDuration(text)
        .orElseThrow(() ->
            new TypeConversionException("'" + text + "' is not a time such as 7d, 12h or 30m"));
  }

  private static YearMonth month(String text) {
    try {
      return YearMonth.parse(text);
    } catch (DateTimeException notOne) {
      throw new TypeConversionException("'" + text + "' is not a month such as 2026-11");
    }
  }

  private static Long whole(String text) {
    if (!WHOLE.matcher(text).matches()) {
      throw new TypeConversionException("'" + text + "' is not a whole number from 0 up");
    }
    return Long.valueOf(text);
  }

  private static BigDecimal dollars(String text) {
    if (!DOLLARS.matcher(text).matches()) {
      throw new TypeConversionException(
          "'" + text + "' is not dollars, such as 20 or 12.50, with at most nine decimals");
    }
    return new BigDecimal(text);
  }
}
