package dev.streambed.cdk;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What another name for models stands for: the model that is asked, and those that are asked when
 * the one before fails.
 *
 * @param targets in the order in which they are asked, at least one
 */
public record ModelAlias(List<Target> targets) {
  private static final int MOST_TARGETS = 5;

  /**
   * A model that an alias stands for.
   *
   * @param modelId the id or ARN of a chosen model
   * @param region where Bedrock is asked for it; if absent, in the function's region
   */
  public record Target(String modelId, Optional<String> region) {
    /** Refuses a region that is none, or that an ARN cannot be called in. */
    public Target {
      region.ifPresent(ModelId::requireRegion);
      PropsCheck.that(
          region.isEmpty() || !ModelArn.isArn(modelId),
          "modelAliases: an ARN is called in its own Region: " + modelId);
    }

    String write() {
      return region.map(name -> modelId + "@" + name).orElse(modelId);
    }
  }

  public ModelAlias {
    targets = List.copyOf(targets);
    PropsCheck.between("modelAliases: models of one name", targets.size(), 1, MOST_TARGETS);
    PropsCheck.that(
        targets.stream().distinct().count() == targets.size(),
        "modelAliases: a name has the same model twice: " + targets);
  }

  /** One model, by its id or ARN. */
  public static ModelAlias of(String modelId) {
    return new ModelAlias(List.of(new Target(modelId, Optional.empty())));
  }

  /** One model that is called in another region. */
  public static ModelAlias of(String modelId, String region) {
    return new ModelAlias(List.of(new Target(modelId, Optional.of(region))));
  }

  /** The same, with one more model to fall back to. */
  public ModelAlias orElse(String modelId) {
    return orElse(new Target(modelId, Optional.empty()));
  }

  /** The same, with one more model to fall back to, in another region. */
  public ModelAlias orElse(String modelId, String region) {
    return orElse(new Target(modelId, Optional.of(region)));
  }

  private ModelAlias orElse(Target target) {
    return new ModelAlias(Stream.concat(targets.stream(), Stream.of(target)).toList());
  }

  String write() {
    return targets.stream().map(Target::write).collect(Collectors.joining("|"));
  }
}
