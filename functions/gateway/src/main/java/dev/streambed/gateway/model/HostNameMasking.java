package dev.streambed.gateway.model;

import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Masks host names, but not paths of members, such as `messages.0.content`, nor model ids.
final class HostNameMasking {

  private static final String MASK = "[host]";

  private static final Pattern DOTTED =
      Pattern.compile("(?<![\\w.-])[\\w-]+\\.[\\w.-]+(:\\d{1,5})?");

  private static final Pattern NEXT_MEMBER = Pattern.compile("[a-z_][\\w-]*|\\d+");

  private static final Set<String> TOP_LEVEL =
      Set.of(
          "ai",
          "aws",
          "cloud",
          "cn",
          "com",
          "corp",
          "dev",
          "eu",
          "internal",
          "io",
          "lan",
          "local",
          "localdomain",
          "net",
          "org",
          "svc");

  /// Public documentation, which models link to.
  static final Set<String> DOCUMENTATION =
      Set.of("docs.anthropic.com", "docs.aws.amazon.com", "docs.claude.com", "platform.claude.com");

  private HostNameMasking() {}

  static String mask(String text) {
    return DOTTED.matcher(text).replaceAll(HostNameMasking::replacement);
  }

  private static String replacement(MatchResult found) {
    String name = found.group();
    String port = found.group(1) == null ? "" : found.group(1);
    String host = name.substring(0, name.length() - port.length());
    return isHost(host) ? MASK : Matcher.quoteReplacement(name);
  }

  // The next sentence may follow without a space.
  private static boolean isHost(String name) {
    if (DOCUMENTATION.contains(name)) {
      return false;
    }
    if (name.toLowerCase(Locale.ROOT).contains("amazonaws")) {
      return true;
    }
    String[] labels = name.split("\\.", -1);
    for (int at = 1; at < labels.length; at++) {
      boolean isLast = at == labels.length - 1 || !NEXT_MEMBER.matcher(labels[at + 1]).matches();
      if (isLast && TOP_LEVEL.contains(labels[at].toLowerCase(Locale.ROOT))) {
        return true;
      }
    }
    return false;
  }
}
