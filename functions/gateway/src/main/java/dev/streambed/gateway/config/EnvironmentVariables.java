package dev.streambed.gateway.config;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/// Environment variables, validated when they are read. An empty variable counts as absent.
record EnvironmentVariables(Map<String, String> environment) {

  private static final String DIGITS = "[0-9]{1,10}";
  private static final String GZIP = "gzip:";

  String text(String name, String byDefault) {
    String value = environment.getOrDefault(name, "").strip();
    return value.isEmpty() ? byDefault : value;
  }

  /// Whether a variable of AWS's is `true`.
  boolean isTrue(String name) {
    return "true".equalsIgnoreCase(text(name, ""));
  }

  /// The base URLs in a variable and in those that have a service's id behind its name.
  ///
  /// @return by the id; the empty one for the variable itself
  Map<String, String> urlsByServiceId(String name) {
    Map<String, String> values = new HashMap<>();
    for (String variable : environment.keySet()) {
      String value = text(variable, "");
      if (variable.startsWith(name) && !value.isEmpty()) {
        requireHttp(variable, value);
        String rest = variable.substring(name.length());
        values.put(rest.startsWith("_") ? rest.substring(1) : rest, value);
      }
    }
    return values;
  }

  private static void requireHttp(String name, String value) {
    URI uri = uri(value);
    boolean isHttp = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
    if (!isHttp || uri.getHost() == null || uri.getRawQuery() != null) {
      throw new SettingsException(name + " must be an http or https URL without query: " + value);
    }
  }

  /// A text without a default.
  ///
  /// @param meaning what to set the variable to, for the error message
  String required(String name, String meaning) {
    String value = text(name, "");
    if (value.isEmpty()) {
      throw new SettingsException(name + " is not set: set it to " + meaning);
    }
    return value;
  }

  /// A required `https` URL without a query, or an `http` URL on this machine.
  String httpsAddress(String name) {
    String value = required(name, "an https URL such as https://login.example.com");
    URI uri = uri(value);
    boolean isSafe =
        "https".equals(uri.getScheme())
            || ("http".equals(uri.getScheme()) && "127.0.0.1".equals(uri.getHost()));
    if (!isSafe
        || uri.getHost() == null
        || uri.getRawQuery() != null
        || uri.getRawFragment() != null) {
      throw new SettingsException(name + " must be an https URL without query: " + value);
    }
    return value;
  }

  /// A whole number from 0 to [Integer#MAX_VALUE].
  long number(String name, long byDefault) {
    return number(name, byDefault, Integer.MAX_VALUE);
  }

  /// A whole number from 0 to `most`.
  long number(String name, long byDefault, long most) {
    String value = text(name, Long.toString(byDefault));
    if (!value.matches(DIGITS) || Long.parseLong(value) > most) {
      throw new SettingsException(name + " must be a whole number up to " + most + ": " + value);
    }
    return Long.parseLong(value);
  }

  private static URI uri(String value) {
    try {
      return new URI(value);
    } catch (URISyntaxException _) {
      return URI.create("");
    }
  }

  /// Comma-separated values in order, without duplicates; either plain or as `gzip:` and base64.
  List<String> list(String name) {
    String value = text(name, "");
    String plain = value.startsWith(GZIP) ? unzipped(name, value.substring(GZIP.length())) : value;
    return Arrays.stream(plain.split(",", -1))
        .map(String::strip)
        .filter(element -> !element.isEmpty())
        .distinct()
        .toList();
  }

  private static String unzipped(String name, String base64) {
    try (var text =
        new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(base64)))) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException | IllegalArgumentException _) {
      throw new SettingsException(
          name + " must be a list, or gzip: and a compressed list in base64");
    }
  }

  /// `on` or `off`.
  boolean flag(String name, boolean byDefault) {
    return switch (text(name, byDefault ? "on" : "off")) {
      case "on" -> true;
      case "off" -> false;
      case String other -> throw new SettingsException(name + " must be on or off: " + other);
    };
  }
}
