package dev.streambed.bench;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The reason why an experiment failed, as one line of a report that may be published.
///
/// @param failed the exception
record ExperimentFailure(Exception failed) {

  private static final int LONGEST = 200;
  private static final String OURS = "dev.streambed.";

  /// What failed and where.
  String message() {
    String all =
        causes()
            .map(ExperimentFailure::describe)
            .distinct()
            .collect(Collectors.joining(": "))
            .strip();
    String shortened = all.length() > LONGEST ? all.substring(0, LONGEST) + "…" : all;
    return causes()
        .flatMap(cause -> place(cause).stream())
        .reduce((_, innermost) -> innermost)
        .map(place -> "%s (%s)".formatted(shortened, place))
        .orElse(shortened);
  }

  private Stream<Throwable> causes() {
    return Stream.iterate(failed, cause -> cause != null, Throwable::getCause);
  }

  // A library's message may contain anything, such as a path, a header or an argument.
  private static String describe(Throwable cause) {
    return Optional.ofNullable(cause.getMessage())
        .filter(_ -> isOurs(cause))
        .map(message -> message.lines().findFirst().orElse(""))
        .map(line -> line.replaceAll("[\\p{Cntrl}|]", " "))
        .orElse(cause.getClass().getSimpleName());
  }

  private static boolean isOurs(Throwable cause) {
    return Arrays.stream(cause.getStackTrace())
        .limit(1)
        .anyMatch(frame -> frame.getClassName().startsWith(OURS));
  }

  private static Optional<String> place(Throwable cause) {
    return Arrays.stream(cause.getStackTrace())
        .filter(frame -> frame.getClassName().startsWith(OURS))
        .findFirst()
        .map(frame -> "%s, line %d".formatted(frame.getFileName(), frame.getLineNumber()));
  }
}
