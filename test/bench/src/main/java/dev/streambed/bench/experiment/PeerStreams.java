package dev.streambed.bench.experiment;

import static dev.streambed.bench.experiment.PeerSamples.PeerRow.median;

import dev.streambed.bench.client.Answer;
import dev.streambed.bench.client.AnswerSpec;
import dev.streambed.bench.experiment.PeerFunction.MeasuredAnswer;
import dev.streambed.bench.experiment.PeerSamples.PeerRow;
import dev.streambed.bench.experiment.PeerSamples.Reading;
import dev.streambed.bench.figure.Unit;
import java.io.IOException;

/// Answers of warm processes: what a function adds to the first chunk and to each chunk, how fast
/// it can be, and the processor time of a chunk.
final class PeerStreams implements PeerRun.Part {

  private static final double NANOS_IN_A_SECOND = 1e9;
  private static final double NANOS_IN_A_MILLISECOND = 1e6;
  private static final int CHARACTERS = 200;

  @Override
  public void measure(PeerRun run) throws IOException, InterruptedException {
    run.stack().processes().stopAll();
    run.inTurns(run.stack().answering(), function -> warmUp(run, function));
    run.askBedrock(AnswerSpec.fast(run.sampleSizes().longAnswer()));
    firstChunks(run);
    chunks(run, 50);
    chunks(run, 1_000);
    throughput(run);
  }

  private static void warmUp(PeerRun run, PeerFunction function) throws IOException {
    for (int round = 0; round < run.sampleSizes().rounds(); round++) {
      function.ask(AnswerSpec.fast(run.sampleSizes().longAnswer()));
    }
    for (int round = 0; round < run.sampleSizes().firstChunks() / 2; round++) {
      function.ask(AnswerSpec.fast(1));
    }
  }

  private static void firstChunks(PeerRun run) throws IOException, InterruptedException {
    AnswerSpec answerSpec = AnswerSpec.fast(1);
    PeerRow row = new PeerRow("added to the first chunk, warm", Unit.MILLISECONDS, Reading.ADDED);
    for (int round = 0; round < run.sampleSizes().firstChunks(); round++) {
      run.inTurns(
          run.stack().answering(),
          function -> {
            Answer answer = run.measure(function, answerSpec).answer();
            run.addMillis(row, function, answer.timeToFirstChunk());
          });
      double straight = run.askBedrock(answerSpec).timeToFirstChunk() / NANOS_IN_A_MILLISECOND;
      run.samples().add(row, PeerSamples.STRAIGHT, straight);
    }
  }

  private static void chunks(PeerRun run, int rate) throws IOException, InterruptedException {
    AnswerSpec answerSpec = AnswerSpec.paced(rate * run.sampleSizes().seconds(), rate);
    PeerRow latency =
        new PeerRow("added to a chunk, %,d/s".formatted(rate), Unit.MILLISECONDS, Reading.ADDED);
    PeerRow processor = median("processor time a chunk, %,d/s".formatted(rate), Unit.MICROSECONDS);
    for (int round = 0; round < run.sampleSizes().rounds(); round++) {
      run.inTurns(
          run.stack().answering(),
          function -> {
            MeasuredAnswer measured = run.measure(function, answerSpec);
            run.addLatencies(latency, function.candidate(), measured.answer());
            run.addMicros(processor, function, measured.processorNanosPerChunk());
          });
      run.addLatencies(latency, PeerSamples.STRAIGHT, run.askBedrock(answerSpec));
    }
  }

  private static void throughput(PeerRun run) throws IOException, InterruptedException {
    AnswerSpec answerSpec = new AnswerSpec(run.sampleSizes().longAnswer(), 0, CHARACTERS);
    PeerRow speed = median("one answer at full speed", Unit.CHUNKS_PER_SECOND);
    PeerRow processor = median("processor time a chunk, full speed", Unit.MICROSECONDS);
    for (int round = 0; round < run.sampleSizes().rounds(); round++) {
      run.inTurns(
          run.stack().answering(),
          function -> {
            MeasuredAnswer measured = run.measure(function, answerSpec);
            int last = measured.answer().chunks().size() - 1;
            run.add(speed, function, NANOS_IN_A_SECOND / measured.answer().timePerChunk(0, last));
            run.addMicros(processor, function, measured.processorNanosPerChunk());
          });
    }
  }
}
