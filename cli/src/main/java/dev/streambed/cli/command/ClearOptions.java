package dev.streambed.cli.command;

import dev.streambed.cli.domain.CustomerChange.LimitsChange;
import dev.streambed.cli.domain.Limit;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/// What a customer is to have no longer.
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ClearOptions {

  private static final String EMAIL = "email";
  private static final String MODELS = "models";

  /// What can be cleared.
  static final class ClearableNames extends ArrayList<String> {
    private static final long serialVersionUID = 1;

    ClearableNames() {
      super(
          Stream.concat(Arrays.stream(Limit.values()).map(Limit::option), Stream.of(MODELS, EMAIL))
              .toList());
    }
  }

  @Option(
      names = "--clear",
      order = 25,
      split = ",",
      paramLabel = "WHAT",
      completionCandidates = ClearableNames.class,
      description =
          "Takes a limit away, or the e-mail address; `models` allows every deployed one. Of:"
              + " ${COMPLETION-CANDIDATES}")
  private List<String> cleared = List.of();

  @Option(names = "--no-limits", order = 26, description = "Limits no answers from now on.")
  private boolean noLimits;

  @Option(
      names = "--default-limits",
      order = 27,
      description = "From now on the function's defaults apply.")
  private boolean defaultLimits;

  /// @param given limits that are to be set
  void check(Map<Limit, BigDecimal> given, boolean email, boolean models, StackOptions place) {
    List<String> known = new ClearableNames();
    cleared.stream()
        .filter(name -> !known.contains(name))
        .findFirst()
        .ifPresent(name -> {
          throw place.usageError(
              "--clear knows no '" + name + "', only " + String.join(", ", known));
        });
    boolean wholesale = noLimits || defaultLimits;
    boolean single = !given.isEmpty() || !limits().isEmpty();
    if ((wholesale && single) || (noLimits && defaultLimits)) {
      throw place.usageError("--no-limits, --default-limits and single limits exclude each other");
    }
    clash(given, email, models)
        .ifPresent(name -> {
          throw place.usageError("--clear " + name + " and its option exclude each other");
        });
  }

  boolean email() {
    return cleared.contains(EMAIL);
  }

  boolean models() {
    return cleared.contains(MODELS);
  }

  LimitsChange limits(Map<Limit, BigDecimal> given) {
    if (defaultLimits) {
      return new LimitsChange.ResetToDefaults();
    }
    return noLimits ? new LimitsChange.Replace(Map.of()) : new LimitsChange.Patch(given, limits());
  }

  private Set<Limit> limits() {
    return Arrays.stream(Limit.values())
        .filter(limit -> cleared.contains(limit.option()))
        .collect(Collectors.toSet());
  }

  private Optional<String> clash(Map<Limit, BigDecimal> given, boolean email, boolean models) {
    return cleared.stream()
        .filter(name ->
            (name.equals(EMAIL) && email)
                || (name.equals(MODELS) && models)
                || given.keySet().stream().anyMatch(limit -> limit.option().equals(name)))
        .findFirst();
  }
}
