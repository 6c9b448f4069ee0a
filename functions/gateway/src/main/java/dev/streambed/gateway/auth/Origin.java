package dev.streambed.gateway.auth;

import java.util.regex.Pattern;

/// The header `Origin`: scheme, host and port of the page that calls, as browsers write it.
final class Origin {

  private static final int LONGEST = 255;

  private static final Pattern FORM =
      Pattern.compile("[a-z][a-z0-9+.-]*+://([a-z0-9._-]++|\\[[0-9a-f:.]++])(:[0-9]{1,5})?");

  /// Browsers leave it out, so that it would match nothing.
  private static final Pattern DEFAULT_PORT = Pattern.compile("https://.*:443|http://.*:80");

  private Origin() {}

  static boolean isValid(String text) {
    return text.length() <= LONGEST
        && FORM.matcher(text).matches()
        && !DEFAULT_PORT.matcher(text).matches();
  }
}
