package dev.streambed.gateway.prompt;

import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.Operation;
import dev.streambed.gateway.domain.PricingParameters.Bound;
import dev.streambed.gateway.domain.TokenEstimate;
import dev.streambed.gateway.json.JsonNumber;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/// The most output tokens that a request allows. Collected member by member, because a member may
/// be repeated, and it is unknown which one the model uses. Not thread-safe.
final class OutputTokenLimit {

  /// All names of a maximum in any model, in the request itself or in a configuration.
  static final Set<String> NAMES = names();

  static final List<String> CONFIGURATIONS =
      List.of(
          "inferenceConfig",
          "inference_config",
          "textGenerationConfig",
          "generationConfig",
          "generation_config",
          "additionalModelRequestFields",
          "parameters");

  static final List<String> TIMES =
      List.of("n", "num_generations", "numResults", "num_results", "best_of", "bestOf");

  /// Where Converse has the maximum of every model. It ignores members that it does not know.
  private static final String CONVERSE_CONFIGURATION = "inferenceConfig";

  private static final String CONVERSE_MAXIMUM = "maxTokens";

  private static final long MOST = TokenEstimate.MAX_TOKENS;

  /// More answers than any model returns for one request.
  private static final long MOST_ANSWERS = 128;

  private final ModelOutputLimits model;
  private final boolean isConverse;
  private final boolean writesText;
  private final Set<String> own = new HashSet<>();
  private final Set<String> absent = new HashSet<>();
  private int configurations;
  private int configurationsWithMaximum;
  private boolean isInOpenConfiguration;
  private long largest;
  private boolean unreadable;
  private long answers = 1;
  private long addThinkingBudget;

  OutputTokenLimit(ModelId model, Operation operation) {
    this.isConverse = operation.isConverse();
    this.model = ModelOutputLimits.of(model);
    this.writesText = this.model.writesText();
  }

  /// Adds a member of the request itself. A configuration that is repeated without a maximum may be
  /// the one that counts.
  void addMember(String name) {
    isInOpenConfiguration = false;
    if (!name.isEmpty() && name.equals(configuration())) {
      configurations++;
    }
  }

  /// Adds a maximum.
  ///
  /// @param configuration the member of the request that it is in; empty for the request itself
  /// @param value its JSON text
  /// @param number whether the value is a number
  void addMaximum(String name, String configuration, String value, boolean number) {
    boolean isOwn = isOwn(name, configuration);
    if (value.equals("null") && !number) {
      if (isOwn) {
        absent.add(name);
      }
      return;
    }
    long count = number ? count(value) : 0;
    largest = Math.max(largest, count);
    // A value that is not a count is left to Bedrock, which may refuse it or interpret it
    // differently.
    unreadable |= count == 0;
    if (isOwn) {
      own.add(name);
      configurationsWithMaximum += isInOpenConfiguration ? 0 : 1;
      isInOpenConfiguration = true;
    }
  }

  void answers(String value, boolean number) {
    long count = number || value.matches("\"\\d{1,6}\"") ? count(value.replace("\"", "")) : 0;
    boolean isOne = value.equals("null") || (number && count == 0);
    answers = Math.max(answers, isOne ? 1 : count == 0 ? MOST_ANSWERS : count);
  }

  void addThinkingBudget(String value, boolean number) {
    addThinkingBudget = Math.max(addThinkingBudget, number ? count(value) : 0);
  }

  /// Adds an option that lets the model think without a known maximum.
  void addUnboundedThinking() {
    unreadable |= model.modelFamily().thinksBeyondMaximum();
  }

  /// How many answers the request asks for.
  long answers() {
    return answers;
  }

  Bound boundedBy() {
    boolean byItself = !unreadable && (hasOwn() || defaultMaximum().isPresent());
    return byItself || !writesText ? Bound.REQUEST : Bound.MODEL;
  }

  /// The most output tokens of all answers together.
  long tokens() {
    if (!writesText) {
      return 0;
    }
    long one = hasOwn() && !unreadable ? largest : Math.max(largest, byModel());
    // Interleaved thinking may exceed the maximum; a budget that is not below the maximum indicates
    // it.
    long thinking = addThinkingBudget >= one ? addThinkingBudget : 0;
    return Math.min(MOST, Math.min(MOST, one + thinking) * Math.min(MOST, answers));
  }

  private boolean hasOwn() {
    boolean isInEach = configurations == 0 || configurationsWithMaximum == configurations;
    return !own.isEmpty() && isInEach && Collections.disjoint(own, absent);
  }

  private boolean isOwn(String name, String configuration) {
    return isConverse
        ? configuration.equals(CONVERSE_CONFIGURATION) && name.equals(CONVERSE_MAXIMUM)
        : model.modelFamily().readsMaximumFrom(name, configuration);
  }

  private String configuration() {
    return isConverse ? CONVERSE_CONFIGURATION : model.modelFamily().configuration();
  }

  private long byModel() {
    OptionalLong usual = defaultMaximum();
    return unreadable || usual.isEmpty() ? model.maximum() : usual.getAsLong();
  }

  // What Converse leaves a model to write that sets no maximum is not documented.
  private OptionalLong defaultMaximum() {
    return isConverse ? OptionalLong.empty() : model.defaultMaximum();
  }

  private static Set<String> names() {
    Set<String> names = new HashSet<>();
    for (ModelFamily family : ModelFamily.values()) {
      names.addAll(family.maximumNames());
    }
    return Set.copyOf(names);
  }

  private static long count(String number) {
    if (number.startsWith("-")) {
      return 0;
    }
    OptionalLong whole = new JsonNumber(number).integerPart();
    if (whole.isEmpty()) {
      return MOST;
    }
    boolean isFraction = number.indexOf('.') >= 0 && !number.endsWith(".0");
    return Math.clamp(whole.getAsLong() + (isFraction ? 1 : 0), 0, MOST);
  }
}
