package dev.streambed.bench.experiment;

import dev.streambed.bench.client.Answer;
import dev.streambed.bench.client.AnswerSpec;
import dev.streambed.bench.client.ModelClient;
import dev.streambed.bench.client.StoppableClient;
import dev.streambed.bench.peer.ProcessClock;
import dev.streambed.local.lambda.EnvironmentTimeline;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/// One function of a [PeerStack], behind a Function URL of its own. Not thread-safe.
///
/// @param candidate the column of the table
/// @param function the function's name
/// @param url its URL
/// @param apiKey the API key to call it with
/// @param model the model to ask
/// @param modelClient a keep-alive connection to the URL, for one answer after the other
/// @param processes the processes of all functions
record PeerFunction(
    String candidate,
    String function,
    URI url,
    String apiKey,
    String model,
    ModelClient modelClient,
    FunctionProcesses processes)
    implements AutoCloseable {

  /// An answer with what it took.
  ///
  /// @param answer the answer
  /// @param processorTime of the process that gave it, until it could take the next event
  record MeasuredAnswer(Answer answer, Duration processorTime) {

    double processorNanosPerChunk() {
      return (double) processorTime.toNanos() / answer.chunks().size();
    }
  }

  /// Requests an answer from a running process.
  MeasuredAnswer measure(AnswerSpec answerSpec) throws IOException, InterruptedException {
    long pid = process().pid();
    Duration before = ProcessClock.of(pid);
    Answer answer = ask(answerSpec);
    processes.awaitIdle();
    return new MeasuredAnswer(answer, ProcessClock.of(pid).minus(before));
  }

  /// Requests an answer, whether a process runs or not.
  ///
  /// @throws IOException with the candidate's name if the answer is not whole
  Answer ask(AnswerSpec answerSpec) throws IOException {
    try {
      return modelClient.ask(answerSpec);
    } catch (IOException | IllegalArgumentException notWhole) {
      throw new IOException("the answer of " + candidate, notWhole);
    }
  }

  /// Opens another connection, for short answers.
  ModelClient connect() throws IOException {
    return StoppableClient.http(url, url.resolve("requests/"), apiKey, model);
  }

  /// The function's only process.
  EnvironmentTimeline process() {
    List<EnvironmentTimeline> running = processes.of(function);
    if (running.size() != 1) {
      throw new IllegalStateException("one process of %s was expected".formatted(candidate));
    }
    return running.getFirst();
  }

  /// The function's processes.
  List<EnvironmentTimeline> allProcesses() {
    return processes.of(function);
  }

  @Override
  public void close() throws IOException {
    modelClient.close();
  }
}
