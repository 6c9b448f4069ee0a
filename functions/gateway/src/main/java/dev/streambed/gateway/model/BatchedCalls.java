package dev.streambed.gateway.model;

import dev.streambed.gateway.domain.BedrockResponseHead;
import dev.streambed.gateway.domain.Guardrail;
import dev.streambed.gateway.domain.ModelDocument;
import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.domain.Payload;
import dev.streambed.gateway.domain.Usage;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Several calls of a model that are one answer: a list of the documents, in the order of the
/// calls, and the sum of what they used. A few calls run at a time; after one that failed, no more
/// begin.
///
/// @param call makes one of the calls
record BatchedCalls(ModelRequest modelRequest, Call call) {

  private static final int AT_A_TIME = 8;

  interface Call {
    BufferedAnswer answer(ModelRequest modelRequest) throws InterruptedException;
  }

  BufferedAnswer answer() throws InterruptedException {
    List<Payload> bodies = new ArrayList<>();
    bodies.add(modelRequest.body());
    bodies.addAll(modelRequest.moreBodies());
    List<BufferedAnswer> answers = new ArrayList<>(bodies.size());
    Optional<BufferedAnswer.Failed> failure = Optional.empty();
    for (int from = 0; from < bodies.size() && failure.isEmpty(); from += AT_A_TIME) {
      answers.addAll(answersOf(bodies.subList(from, Math.min(bodies.size(), from + AT_A_TIME))));
      failure = failureIn(answers);
    }
    Usage usage = answers.stream().map(BufferedAnswer::usage).reduce(Usage::plus).orElseThrow();
    return failure
        .<BufferedAnswer>map(why -> why.with(usage))
        .orElseGet(() -> new BufferedAnswer.Complete(joined(answers, usage)));
  }

  private List<BufferedAnswer> answersOf(List<Payload> bodies) throws InterruptedException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<BufferedAnswer>> calls =
          bodies.stream()
              .map(body -> threads.submit(() -> call.answer(modelRequest.only(body))))
              .toList();
      List<BufferedAnswer> answers = new ArrayList<>(calls.size());
      for (Future<BufferedAnswer> running : calls) {
        answers.add(running.get());
      }
      return answers;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a call of a batch failed", e.getCause());
    }
  }

  private static Optional<BufferedAnswer.Failed> failureIn(List<BufferedAnswer> answers) {
    for (BufferedAnswer answer : answers) {
      if (answer instanceof BufferedAnswer.Failed failed) {
        return Optional.of(failed);
      }
    }
    return Optional.empty();
  }

  private static ModelDocument joined(List<BufferedAnswer> answers, Usage usage) {
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    BedrockResponseHead head = BedrockResponseHead.NONE;
    for (BufferedAnswer answer : answers) {
      if (answer instanceof BufferedAnswer.Complete(ModelDocument document)) {
        json.write(json.size() == 0 ? '[' : ',');
        json.writeBytes(document.json().bytes());
        head = document.head();
      }
    }
    json.write(']');
    return new ModelDocument(Payload.of(json.toByteArray()), usage, "", Guardrail.ABSENT, head);
  }
}
