package dev.streambed.gateway;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;

/// Environment variables, checked as they are read. An empty one counts as absent.
record Variables(Map<String, String> environment) {

  private static final String DIGITS = "[0-9]{1,10}";

  String text(String name, String byDefault) {
    String value = environment.getOrDefault(name, "").strip();
    return value.isEmpty() ? byDefault : value;
  }

  /// A text that there is no default for.
  ///
  /// @param meaning what it is to be set to
  String required(String name, String meaning) {
    String value = text(name, "");
    if (value.isEmpty()) {
      throw new SettingsException(name + " is not set: set it to " + meaning);
    }
    return value;
  }

  /// A required `https` URL without query, or an `http` one of this machine.
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

  /// A whole number from 0 to this.
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

  /// `on` or `off`.
  boolean flag(String name, boolean byDefault) {
    return switch (text(name, byDefault ? "on" : "off")) {
      case "on" -> true;
      case "off" -> false;
      case String other -> throw new SettingsException(name + " must be on or off: " + other);
    };
  }
}
