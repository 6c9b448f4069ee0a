package dev.streambed.gateway.dialect.converse;

import dev.streambed.gateway.domain.ModelId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What is known of a model's options beyond Converse's own, recognised from its id.
///
/// @param reasoning how it is told how much to reason
/// @param canCallOneToolAtATime whether it can be kept from calling several tools at once
public record ModelTraits(Reasoning reasoning, boolean canCallOneToolAtATime) {

  /// How a model is told how much to reason.
  public enum Reasoning {
    /// Not at all, or nobody knows how.
    NONE,
    /// Claude up to 4.5: a budget of tokens.
    BUDGET,
    /// Claude from 4.6 on: an effort, within which it decides itself.
    ADAPTIVE,
    /// Nova 2: an effort.
    NOVA,
    /// OpenAI's models: their own member.
    OPENAI
  }

  private static final Pattern CLAUDE =
      Pattern.compile("claude-(?:[a-z]+-)?(\\d{1,2})(?:-(\\d{1,2}))?(?!\\d)");

  public static ModelTraits of(ModelId model) {
    String id = model.value();
    if (id.contains("anthropic.claude")) {
      return claude(id);
    }
    if (id.contains("amazon.nova-2")) {
      return new ModelTraits(Reasoning.NOVA, false);
    }
    return new ModelTraits(id.contains("openai.") ? Reasoning.OPENAI : Reasoning.NONE, false);
  }

  private static ModelTraits claude(String id) {
    Matcher matcher = CLAUDE.matcher(id);
    if (!matcher.find()) {
      boolean isOld = id.contains("claude-v") || id.contains("claude-instant");
      return new ModelTraits(isOld ? Reasoning.NONE : Reasoning.ADAPTIVE, !isOld);
    }
    int minor = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
    int version = 100 * Integer.parseInt(matcher.group(1)) + minor;
    if (version < 307) {
      return new ModelTraits(Reasoning.NONE, false);
    }
    return new ModelTraits(version < 406 ? Reasoning.BUDGET : Reasoning.ADAPTIVE, true);
  }
}
