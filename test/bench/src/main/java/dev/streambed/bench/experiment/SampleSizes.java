package dev.streambed.bench.experiment;

import java.util.List;

/// The numbers of repetitions and the sizes of a run.
///
/// @param coldStarts cold starts
/// @param firstChunks short answers each way
/// @param rounds longer answers each way, for everything else
/// @param shortAnswer chunks of a short one
/// @param longAnswer chunks of a long one
/// @param seconds how long an answer at a fixed rate lasts
/// @param answers answers before the memory is measured
/// @param stops answers that are stopped, each way
/// @param secondsToStop the duration of such an answer in seconds: it must not end before its stop,
///   and its process drains it before it accepts another
/// @param processes processes of the function that are started before concurrent callers; others
///   start on demand, and are late
/// @param connections concurrent WebSocket connections
/// @param simultaneousStarts new processes of the function at once
/// @param overload requests per second of a customer whose limits allow far fewer
/// @param bodyMebibytes the largest bodies that are read
/// @param answerSeconds how long the answers last whose requests to DynamoDB are counted
public record SampleSizes(
    int coldStarts,
    int firstChunks,
    int rounds,
    int shortAnswer,
    int longAnswer,
    int seconds,
    int answers,
    int stops,
    int secondsToStop,
    int processes,
    int connections,
    int simultaneousStarts,
    int overload,
    int bodyMebibytes,
    List<Integer> answerSeconds) {

  public SampleSizes {
    answerSeconds = List.copyOf(answerSeconds);
  }

  /// The sizes for valid figures; takes about eight minutes.
  public static final SampleSizes FULL =
      new SampleSizes(
          15, 200, 7, 1_000, 20_000, 2, 100, 200, 3, 20, 200, 20, 1_000, 6, List.of(1, 4, 10, 60));

  /// Small sizes that only show that everything works.
  public static final SampleSizes QUICK =
      new SampleSizes(2, 5, 1, 100, 1_000, 1, 5, 2, 30, 4, 6, 4, 250, 1, List.of(1));

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
        simultaneousStarts,
        overload,
        bodyMebibytes,
        answerSeconds);
  }

  /// The same with another number of fresh processes.
  public SampleSizes withSimultaneousStarts(int changed) {
    return new SampleSizes(
        coldStarts,
        firstChunks,
        rounds,
        shortAnswer,
        longAnswer,
        seconds,
        answers,
        stops,
        secondsToStop,
        processes,
        connections,
        changed,
        overload,
        bodyMebibytes,
        answerSeconds);
  }
}
