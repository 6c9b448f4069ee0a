package dev.streambed.bench.experiment;

/// How much is measured.
///
/// @param coldStarts processes that are started
/// @param firstPieces short answers each way
/// @param rounds longer answers each way, for everything else
/// @param shortAnswer pieces of a short one
/// @param longAnswer pieces of a long one
/// @param seconds how long an answer at a fixed rate lasts
/// @param answers after how many the memory is looked at
/// @param stops answers that are stopped, each way
/// @param secondsToStop how long such an answer would last: it is not to end before it is stopped,
///   and its process reads it to its end before it takes another
/// @param processes of the function that are started before callers ask at the same time; others
///   start when they are needed, and are late
/// @param connections over WebSocket at once
/// @param crowd fresh processes of the function at once
public record SampleSizes(
    int coldStarts,
    int firstPieces,
    int rounds,
    int shortAnswer,
    int longAnswer,
    int seconds,
    int answers,
    int stops,
    int secondsToStop,
    int processes,
    int connections,
    int crowd) {

  /// For figures that count; takes about seven minutes.
  public static final SampleSizes FULL =
      new SampleSizes(15, 200, 7, 1_000, 20_000, 2, 100, 200, 3, 20, 200, 20);

  /// To see that everything works; the figures say little.
  public static final SampleSizes QUICK =
      new SampleSizes(2, 5, 1, 100, 1_000, 1, 5, 2, 30, 4, 6, 4);

  /// The same with other numbers of repetitions.
  public SampleSizes withRounds(int changed) {
    return new SampleSizes(
        changed,
        changed * 10,
        changed,
        shortAnswer,
        longAnswer,
        seconds,
        answers,
        changed * 10,
        secondsToStop,
        processes,
        connections,
        crowd);
  }

  /// The same with another number of fresh processes.
  public SampleSizes withCrowd(int changed) {
    return new SampleSizes(
        coldStarts,
        firstPieces,
        rounds,
        shortAnswer,
        longAnswer,
        seconds,
        answers,
        stops,
        secondsToStop,
        processes,
        connections,
        changed);
  }
}
