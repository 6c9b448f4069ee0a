package dev.streambed.gateway.prompt;

import dev.streambed.gateway.domain.CallModelResolver;
import dev.streambed.gateway.domain.Dialect;
import dev.streambed.gateway.domain.ModelAliases;
import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.domain.ModelResolver;
import dev.streambed.gateway.domain.ModelTarget;
import dev.streambed.gateway.domain.Operation;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonObjectText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The requests that a call falls back to: the call is read once for each further target of its
/// alias, so that each gets what its model understands. A target that does not understand the call
/// is passed over.
public final class FallbackRequests {

  /// Members of a request of Converse's that only some models know.
  private static final String OF_THE_MODEL = "additionalModelRequestFields";

  private FallbackRequests() {}

  /// Completes a request by those for the further targets of its alias.
  ///
  /// @param aliases by which it was read
  /// @param reader reads the same call by other aliases; empty when it cannot be read
  public static ModelRequest complete(
      ModelRequest first,
      CallModelResolver aliases,
      Function<ModelResolver, Optional<ModelRequest>> reader) {
    List<ModelTarget> targets = aliases.chosen();
    if (targets.isEmpty()) {
      return first;
    }
    ModelRequest request = first.inRegion(targets.getFirst().region());
    return first.operation() == Operation.COUNT_TOKENS
        ? request
        : request.withFallbacks(others(request, targets.subList(1, targets.size()), reader));
  }

  private static List<ModelRequest> others(
      ModelRequest first,
      List<ModelTarget> targets,
      Function<ModelResolver, Optional<ModelRequest>> reader) {
    List<ModelRequest> others = new ArrayList<>();
    for (ModelTarget target : targets) {
      reader
          .apply(ModelAliases.allTo(target.model()))
          .filter(read -> isOneKind(first, read))
          .map(read -> read.inRegion(target.region()))
          .ifPresent(others::add);
    }
    return others;
  }

  /// Whether what was written for one model can be asked of the other, and the answer be taken for
  /// its.
  private static boolean isOneKind(ModelRequest one, ModelRequest other) {
    if (one.operation() != other.operation()) {
      return false;
    }
    if (one.operation().isConverse()) {
      return one.dialect() != Dialect.BEDROCK || isOneFamily(one, other) || isOfAnyModel(one);
    }
    // The vectors of different models cannot be compared.
    return ModelOutputLimits.of(one.model()).writesText()
        ? isOneFamily(one, other)
        : baseModel(one).equals(baseModel(other));
  }

  private static boolean isOneFamily(ModelRequest one, ModelRequest other) {
    ModelFamily family = ModelFamily.of(one.model());
    ModelFamily otherFamily = ModelFamily.of(other.model());
    // What is behind an ARN that does not say it, whoever chose the alias knows.
    return family == otherFamily
        || family == ModelFamily.UNKNOWN
        || otherFamily == ModelFamily.UNKNOWN;
  }

  private static boolean isOfAnyModel(ModelRequest request) {
    return JsonObjectText.of(request.body().bytes())
        .values(OF_THE_MODEL)
        .allMatch(value -> value instanceof JsonObject members && members.members().isEmpty());
  }

  // Without the geography of a profile.
  private static String baseModel(ModelRequest request) {
    String id = ModelFamily.id(request.model());
    int provider = id.lastIndexOf('.', id.lastIndexOf('.') - 1);
    return id.substring(provider + 1);
  }
}
