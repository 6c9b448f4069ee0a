package dev.streambed.bedrock.scripted;

import dev.streambed.bedrock.family.AnswerContext;
import dev.streambed.bedrock.family.CacheUsage;
import dev.streambed.bedrock.family.Guardrail;
import dev.streambed.bedrock.family.StopReason;
import dev.streambed.bedrock.family.TokenUsage;
import java.time.Instant;
import java.util.UUID;

/// Plans an answer before it begins: its content, its counts, and why it ends.
///
/// @param question the request
/// @param scriptDirective its directive
/// @param promptCache what earlier requests have marked for caching
/// @param now when the answer begins
record AnswerPlanner(
    ValidRequest question, ScriptDirective scriptDirective, PromptCache promptCache, Instant now) {

  /// The plan.
  ///
  /// @param isConverse whether it goes through the Converse API
  PlannedAnswer plan(boolean isConverse) {
    ContentChunks wanted = new ContentPlanner(question, scriptDirective).content();
    ContentChunks allowed = wanted.atMost(question.asked().mostTokens());
    return new PlannedAnswer(
        question.modelFamily(),
        answerContext(),
        allowed,
        tokenUsage(wanted, allowed),
        scriptDirective.script(),
        isConverse);
  }

  /// A prompt that a guardrail blocks never reaches the model.
  private TokenUsage tokenUsage(ContentChunks wanted, ContentChunks allowed) {
    if (action() == Guardrail.Action.BLOCKED_INPUT) {
      return new TokenUsage(0, 0, CacheUsage.NONE, StopReason.GUARDRAIL_INTERVENED);
    }
    boolean isCutShort = allowed.count() < wanted.count();
    StopReason stopReason = isCutShort ? StopReason.MAX_TOKENS : ended(wanted);
    int input = question.asked().inputTokens();
    CacheUsage scripted = scriptDirective.contentDirective().cacheUsage();
    if (scripted.isUsed()) {
      return new TokenUsage(input, allowed.count(), scripted, stopReason);
    }
    CacheUsage cached = promptCache.use(question.model(), question.body(), input, now);
    int uncached = input - cached.read() - cached.allWritten();
    return new TokenUsage(uncached, allowed.count(), cached, stopReason);
  }

  private StopReason ended(ContentChunks contentChunks) {
    if (action() == Guardrail.Action.BLOCKED_OUTPUT) {
      return StopReason.GUARDRAIL_INTERVENED;
    }
    return scriptDirective
        .contentDirective()
        .stopReason()
        .orElse(contentChunks.callsTools() ? StopReason.TOOL_USE : StopReason.END_TURN);
  }

  private AnswerContext answerContext() {
    return new AnswerContext(
        UUID.randomUUID().toString(),
        question.model(),
        now,
        question.asked().text(),
        question.body(),
        question.options(),
        action());
  }

  /// Nothing is blocked by a guardrail that the request does not name.
  private Guardrail.Action action() {
    return question.options().guardrail().isPresent()
        ? scriptDirective.contentDirective().guardrailAction()
        : Guardrail.Action.NONE;
  }
}
