package dev.streambed.bench.experiment;

import dev.streambed.bench.client.Answer;
import dev.streambed.bench.client.AnswerSpec;
import dev.streambed.bench.client.Dialect;
import dev.streambed.bench.client.ModelClient;
import dev.streambed.bench.figure.ExperimentResult;
import dev.streambed.bench.figure.Figure;
import dev.streambed.bench.figure.SampleSummary;
import dev.streambed.bench.figure.Unit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What each API adds to an answer, beside what the seed format adds: all of them and Bedrock
/// itself are asked in turns, in another order each round.
final class DialectLatency implements Experiment {

  private static final double MOST_TIMES = 1.2;
  private static final int RATE = 1_000;

  @Override
  public String name() {
    return "dialects";
  }

  @Override
  public ExperimentResult run(BenchStack benchStack, SampleSizes sampleSizes) throws IOException {
    try (Callers callers = Callers.open(benchStack)) {
      callers.ask(AnswerSpec.fast(sampleSizes.shortAnswer()), sampleSizes.rounds());
      // The end of an answer of one chunk repeats it.
      AnswerSpec brief = AnswerSpec.fast(2);
      callers.ask(brief, sampleSizes.firstChunks() / 2);
      Samples first = callers.ask(brief, sampleSizes.firstChunks());
      Samples paced =
          callers.ask(AnswerSpec.paced(sampleSizes.shortAnswer(), RATE), sampleSizes.rounds());
      Map<String, SampleSummary> samples = new LinkedHashMap<>();
      List<Figure> figures = new ArrayList<>();
      add("time to first chunk", first.firstChunks(), figures, samples);
      add("latency of a chunk, 1,000 a second", paced.chunks(), figures, samples);
      return new ExperimentResult(name(), figures, samples, callers.pauses());
    }
  }

  private static void add(
      String what, Summaries summaries, List<Figure> figures, Map<String, SampleSummary> samples) {
    samples.put(what + ", straight from Bedrock ms", summaries.bedrock());
    double seed = summaries.added(Dialect.SEED);
    figures.add(Figure.of(what + ", added by the seed format, p50", seed, Unit.MILLISECONDS));
    for (Dialect dialect : Dialect.values()) {
      samples.put(what + ", " + dialect.label() + " ms", summaries.of(dialect));
      if (dialect != Dialect.SEED) {
        figures.add(
            Figure.of(
                    "… by " + dialect.label() + " to that",
                    summaries.added(dialect) / seed,
                    Unit.TIMES)
                .within(MOST_TIMES));
      }
    }
  }

  /// Of each API, and of Bedrock itself.
  private record Summaries(SampleSummary bedrock, Map<Dialect, SampleSummary> ofDialects) {

    SampleSummary of(Dialect dialect) {
      SampleSummary summary = ofDialects.get(dialect);
      if (summary == null) {
        throw new IllegalStateException("no sample of " + dialect);
      }
      return summary;
    }

    double added(Dialect dialect) {
      return of(dialect).p50() - bedrock.p50();
    }
  }

  private record Samples(List<Answer> bedrock, Map<Dialect, List<Answer>> ofDialects) {

    Summaries firstChunks() {
      Map<Dialect, SampleSummary> summaries = new EnumMap<>(Dialect.class);
      ofDialects.forEach((dialect, answers) -> summaries.put(dialect, firstChunks(answers)));
      return new Summaries(firstChunks(bedrock), summaries);
    }

    Summaries chunks() {
      Map<Dialect, SampleSummary> summaries = new EnumMap<>(Dialect.class);
      ofDialects.forEach((dialect, answers) -> summaries.put(dialect, chunks(answers)));
      return new Summaries(chunks(bedrock), summaries);
    }

    private static SampleSummary firstChunks(List<Answer> answers) {
      return SampleSummary.inMillis(
          answers.stream().map(answer -> (double) answer.timeToFirstChunk()).toList());
    }

    private static SampleSummary chunks(List<Answer> answers) {
      return SampleSummary.inMillis(
          answers.stream()
              .flatMap(answer -> answer.chunks().stream())
              .map(chunk -> (double) chunk.latency())
              .toList());
    }
  }

  /// A connection for each API, and the one straight to Bedrock. Not thread-safe.
  private static final class Callers implements AutoCloseable {

    private final ModelClient bedrock;
    private final Map<Dialect, ModelClient> clients = new EnumMap<>(Dialect.class);
    private final GarbageCollections garbageCollections = new GarbageCollections();

    private Callers(ModelClient bedrock) {
      this.bedrock = bedrock;
    }

    static Callers open(BenchStack benchStack) throws IOException {
      Callers callers = new Callers(benchStack.bedrock());
      for (Dialect dialect : Dialect.values()) {
        callers.clients.put(dialect, benchStack.clients().http(dialect));
      }
      return callers;
    }

    Samples ask(AnswerSpec answerSpec, int rounds) throws IOException {
      List<Answer> direct = new ArrayList<>();
      Map<Dialect, List<Answer>> answers = new EnumMap<>(Dialect.class);
      List<Dialect> order = new ArrayList<>(List.of(Dialect.values()));
      for (int round = 0; round < rounds; round++) {
        garbageCollections.collectGarbage();
        direct.add(bedrock.ask(answerSpec));
        for (Dialect dialect : order) {
          answers
              .computeIfAbsent(dialect, _ -> new ArrayList<>())
              .add(client(dialect).ask(answerSpec));
        }
        garbageCollections.count();
        Collections.rotate(order, 1);
      }
      return new Samples(direct, answers);
    }

    long pauses() {
      return garbageCollections.counted();
    }

    private ModelClient client(Dialect dialect) {
      ModelClient client = clients.get(dialect);
      if (client == null) {
        throw new IllegalStateException("no connection for " + dialect);
      }
      return client;
    }

    @Override
    public void close() throws IOException {
      for (ModelClient client : clients.values()) {
        client.close();
      }
    }
  }
}
