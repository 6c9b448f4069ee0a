package dev.streambed.gateway.model;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Masks accounts, keys and hosts in messages from AWS and models, and shortens quotations. Each
/// mask names what it replaces, so that the message stays readable.
///
/// All patterns run in linear time without recursion: no group is repeated without a bound.
final class Redaction {

  private static final int LONGEST = 500;
  private static final int LONGEST_QUOTE = 80;

  private static final String NOT_IN_WORDS = "\\s\"'`<>";

  /// Addresses that reveal nothing about the caller or the deployment.
  private static final String DOCUMENTATION =
      "https://(?:"
          + String.join("|", HostNameMasking.DOCUMENTATION).replace(".", "\\.")
          + ")/[\\w./#-]*+(?![?@%:&=])";

  private record Mask(Pattern pattern, String name) {}

  private static final List<Mask> MASKS =
      List.of(
          mask("(?i)(?:(?<![a-z])arn:|arn:[a-z0-9-]*:)[^" + NOT_IN_WORDS + "]+", "[arn]"),
          mask(
              "(?i)(?!"
                  + DOCUMENTATION
                  + ")(?<![a-z0-9+.-])[a-z][a-z0-9+.-]{0,20}://[^"
                  + NOT_IN_WORDS
                  + "]*",
              "[url]"),
          mask("(?<![:\\w])//[\\w.-]+\\.[^" + NOT_IN_WORDS + "]*", "[url]"),
          mask("eyJ[\\w.-]{8,}", "[secret]"),
          mask("(?i)\\bbearer [\\w.~+/=-]{16,}", "[secret]"),
          mask(
              "(?i)\\b(?:secret|password|passwd|authorization|credential|signature|api.?key"
                  + "|(?:aws_|x-amz-)[a-z_-]{1,40})s?[\"']?(?: ?= ?|:)[\"']?[^"
                  + NOT_IN_WORDS
                  + "]+",
              "[secret]"),
          mask("\\b(?:sk|sb|pk|rk|ghp|xox[a-z])[-_][\\w-]{16,}", "[secret]"),
          mask("\\bABSK[\\w+/=-]{8,}", "[secret]"),
          mask("A(?:KIA|SIA|ROA|IDA|GPA|NPA|NVA|IPA|BIA|CCA|PKA|SCA)[A-Z0-9]{12,}", "[key]"),
          mask("[\\w.+-]{1,64}+@[\\w.-]+", "[email]"),
          mask(
              "(?i)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\\breq_\\w+",
              "[id]"),
          mask(
              "(?<![\\d.])\\d{1,3}(?:\\.\\d{1,3}){3}(?!\\d|\\.\\d)(?::\\d{1,5})?"
                  + "|(?i)(?<![\\w:])(?:[0-9a-f]{1,4}:){3,7}[0-9a-f]{1,4}(?!:)"
                  + "|(?<![\\w:])(?=[0-9a-f:]*[0-9a-f])(?:[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){0,6})?"
                  + "::(?:[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){0,6})?(?!:)",
              "[ip]"),
          mask("(?i)\\blocalhost\\b(?::\\d{1,5})?|\\bip-\\d+-\\d+-\\d+-\\d+[\\w.-]*", "[host]"),
          mask(
              "\\b(?:vpce?|subnet|sg|eni|i|o|ou|p|r)-(?=[a-z-]*\\d)[0-9a-z]{8,}(?:-[0-9a-z]{8,})?"
                  + "|\\b(?:assumed-role|(?:application-)?inference-profile|provisioned-model"
                  + "|imported-model|custom-model(?:-deployment)?|prompt-router|guardrail)/[^"
                  + NOT_IN_WORDS
                  + "]+",
              "[resource]"),
          mask("\\d{4}[- ]\\d{4}[- ]\\d{4}|\\d{12,}", "[number]"));

  private static final Pattern RUN = Pattern.compile("[A-Za-z0-9+/_-]{32,}={0,2}");
  private static final Pattern HEXADECIMAL = Pattern.compile("[0-9a-fA-F]{32,}");
  private static final Pattern QUOTE =
      Pattern.compile("\"[^\"]{81,}\"|`[^`]{81,}`|(?<!\\w)'[^']{81,}'(?!\\w)");

  private Redaction() {}

  static String of(String text) {
    String masked = HostNameMasking.mask(RUN.matcher(text).replaceAll(Redaction::run));
    for (Mask mask : MASKS) {
      masked = mask.pattern.matcher(masked).replaceAll(mask.name);
    }
    return TextTruncation.withEllipsis(QUOTE.matcher(masked).replaceAll(Redaction::quote), LONGEST);
  }

  // Keys, hashes and encoded data, as opposed to long names.
  private static String run(MatchResult found) {
    String run = found.group();
    return isMixed(run) ? "[data]" : HEXADECIMAL.matcher(quoted(run)).replaceAll("[data]");
  }

  private static boolean isMixed(String run) {
    return run.length() >= 40
        && run.chars().anyMatch(Character::isUpperCase)
        && run.chars().anyMatch(Character::isLowerCase)
        && run.chars().anyMatch(Character::isDigit);
  }

  private static String quote(MatchResult found) {
    String quote = found.group();
    String shortened =
        TextTruncation.withEllipsis(quote.substring(1, quote.length() - 1), LONGEST_QUOTE);
    return quoted(quote.charAt(0) + shortened + quote.charAt(0));
  }

  private static String quoted(String replacement) {
    return Matcher.quoteReplacement(replacement);
  }

  private static Mask mask(String pattern, String name) {
    return new Mask(Pattern.compile(pattern), Matcher.quoteReplacement(name));
  }
}
