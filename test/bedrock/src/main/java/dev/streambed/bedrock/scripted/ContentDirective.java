package dev.streambed.bedrock.scripted;

import dev.streambed.bedrock.directive.DirectiveWord;
import dev.streambed.bedrock.family.CacheUsage;
import dev.streambed.bedrock.family.Guardrail;
import dev.streambed.bedrock.family.StopReason;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a directive requests besides text: tool calls, reasoning, cache usage, a stop reason.
///
/// @param toolDirective the tool calls
/// @param reasoning the reasoning; the empty string for a text of the model's own
/// @param isRedacted whether the reasoning is encrypted
/// @param isCited whether the text cites a source
/// @param cacheUsage the tokens that the cache handled
/// @param stopReason why the answer ends, unless the request's limit ends it first
/// @param guardrailAction what a guardrail blocks
record ContentDirective(
    Optional<ToolDirective> toolDirective,
    Optional<String> reasoning,
    boolean isRedacted,
    boolean isCited,
    CacheUsage cacheUsage,
    Optional<StopReason> stopReason,
    Guardrail.Action guardrailAction) {

  private static final Set<String> NAMES =
      Set.of(
          "tool",
          "tools",
          "input",
          "reasoning",
          "redacted",
          "citations",
          "cacheRead",
          "cacheWrite",
          "cacheWrite1h",
          "stop",
          "guardrail");
  private static final long MOST_CACHED = 100_000_000;

  /// Whether a word belongs here.
  static boolean knows(DirectiveWord directiveWord) {
    return NAMES.contains(directiveWord.name());
  }

  /// Reads the words.
  ///
  /// @param words by name
  static ContentDirective of(Map<String, DirectiveWord> words) {
    Optional<DirectiveWord> redacted = Optional.ofNullable(words.get("redacted"));
    redacted.ifPresent(DirectiveWord::requireNoValue);
    return new ContentDirective(
        ToolDirective.of(words),
        Optional.ofNullable(words.get("reasoning"))
            .or(() -> redacted)
            .map(directiveWord -> directiveWord.value().orElse("")),
        redacted.isPresent(),
        isCited(words),
        new CacheUsage(
            tokens(words, "cacheRead"), tokens(words, "cacheWrite"), tokens(words, "cacheWrite1h")),
        Optional.ofNullable(words.get("stop")).map(ContentDirective::stopReason),
        Optional.ofNullable(words.get("guardrail"))
            .map(ContentDirective::guardrailAction)
            .orElse(Guardrail.Action.NONE));
  }

  private static Guardrail.Action guardrailAction(DirectiveWord guardrail) {
    return switch (guardrail.value().orElse("input")) {
      case "input" -> Guardrail.Action.BLOCKED_INPUT;
      case "output" -> Guardrail.Action.BLOCKED_OUTPUT;
      default -> throw guardrail.invalid("input or output");
    };
  }

  private static boolean isCited(Map<String, DirectiveWord> words) {
    Optional<DirectiveWord> citations = Optional.ofNullable(words.get("citations"));
    citations.ifPresent(DirectiveWord::requireNoValue);
    return citations.isPresent();
  }

  private static int tokens(Map<String, DirectiveWord> words, String name) {
    return Optional.ofNullable(words.get(name))
        .map(directiveWord -> (int) directiveWord.number(0, MOST_CACHED))
        .orElse(0);
  }

  private static StopReason stopReason(DirectiveWord stop) {
    String form = "one of " + StopReason.names();
    return StopReason.named(stop.text(form)).orElseThrow(() -> stop.invalid(form));
  }
}
