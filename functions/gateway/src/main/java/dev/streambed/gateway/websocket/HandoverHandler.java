package dev.streambed.gateway.websocket;

import dev.streambed.gateway.aws.AwsException;
import dev.streambed.gateway.domain.CallModelResolver;
import dev.streambed.gateway.domain.Deadline;
import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.ModelAliases;
import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.domain.Outcome;
import dev.streambed.gateway.domain.Payload;
import dev.streambed.gateway.domain.Pricing;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.StopCause;
import dev.streambed.gateway.domain.TokenEstimate;
import dev.streambed.gateway.exchange.AdmittedExchange;
import dev.streambed.gateway.exchange.AnsweringModel;
import dev.streambed.gateway.exchange.StopSignal;
import dev.streambed.gateway.exchange.StreamingExchange;
import dev.streambed.gateway.exchange.Timeouts;
import dev.streambed.gateway.exchange.UnstartedExchange;
import dev.streambed.gateway.exchange.UsageRecorder;
import dev.streambed.gateway.limit.Permit;
import dev.streambed.gateway.log.ProblemLog;
import dev.streambed.gateway.model.BedrockModel;
import dev.streambed.gateway.prompt.ModelRequestReader;
import dev.streambed.gateway.prompt.ParsedRequest;
import dev.streambed.gateway.push.ConnectionsApi;
import dev.streambed.gateway.response.AnswerCorrelation;
import dev.streambed.gateway.response.AnswerCost;
import dev.streambed.gateway.response.WebSocketResponseWriter;
import dev.streambed.gateway.session.PromptParts;
import dev.streambed.gateway.session.RunningAnswer;
import dev.streambed.gateway.session.WebSocketAnswerKey;
import dev.streambed.gateway.session.WebSocketAnswers;
import dev.streambed.gateway.transport.Handover;
import dev.streambed.gateway.transport.HandoverFailureRecord;
import dev.streambed.gateway.transport.HandoverHeader;
import dev.streambed.gateway.transport.UnreadableEventException;
import java.io.Flushable;
import java.util.Optional;
import java.util.UUID;

/// Writes answers on connections, each in an invocation of its own. Thread-safe.
///
/// @param whileModelAnswers called after each call of the model, while its answer is awaited; must
///   return immediately
/// @param pricing tells what answers cost
public record HandoverHandler(
    BedrockModel model,
    WebSocketAnswers answers,
    PromptParts promptParts,
    ConnectionsApi clients,
    FailedHandoverHandler failures,
    UsageRecorder usageRecorder,
    Timeouts timeouts,
    Runnable whileModelAnswers,
    Pricing pricing) {

  /// The writer has a queue of its own.
  private static final Flushable UNBUFFERED = () -> {};

  /// Writes an answer that was handed over, unless another invocation does.
  ///
  /// @throws UnreadableEventException when another version of the function has admitted it; the
  ///   answer has not started then
  /// @throws AwsException when the tables cannot be reached, so that the answer has not started
  public void handle(Handover handover, Deadline deadline) {
    HandoverHeader head = handover.envelope();
    Permit permit =
        Permit.fromJson(head.permit())
            .orElseThrow(() -> new UnreadableEventException("the permit"));
    WebSocketAnswerKey key =
        new WebSocketAnswerKey(
            head.webSocketConnection(), head.id(), head.requestId(), head.until());
    String run = UUID.randomUUID().toString();
    switch (answers.begin(key, run)) {
      case WebSocketAnswers.Start.Started(RunningAnswer running, Optional<StopCause> stop) -> {
        Task task = new Task(handover, key, permit, running, deadline);
        stop.ifPresentOrElse(cause -> end(task, Outcome.beforeStart(cause)), () -> answer(task));
        deletePrompt(task);
      }
      case WebSocketAnswers.Start.Failed(Problem problem) ->
          failures.end(
              new HandoverFailureRecord(head, problem.cause()), Optional.of(run), deadline);
      case WebSocketAnswers.Start.NotStarted() -> {}
    }
  }

  private record Task(
      Handover handover,
      WebSocketAnswerKey key,
      Permit permit,
      RunningAnswer running,
      Deadline deadline) {

    AdmittedExchange admittedExchange(ModelRequest modelRequest) {
      return new AdmittedExchange(
          WebSocketCallAdapter.of(key.requestId(), deadline), modelRequest, permit, running);
    }
  }

  private void answer(Task task) {
    switch (parsedRequest(task)) {
      case ParsedRequest.Valid(ModelRequest modelRequest) ->
          write(task, modelRequest.withGuardrail(task.handover().guardrail()));
      case ParsedRequest.Invalid(Problem problem) -> end(task, failed(problem));
    }
  }

  private ParsedRequest parsedRequest(Task task) {
    try {
      Payload body =
          switch (task.handover().prompt()) {
            case Handover.Prompt.Message(Payload whole) -> whole;
            case Handover.Prompt.Parts _ -> promptParts.assemble(task.key());
          };
      // Another version of the function may have read the name otherwise when it admitted this.
      HandoverHeader head = task.handover().envelope();
      return head.hasOtherTargets()
          ? FallbackMessageReader.read(
              body, new CallModelResolver(ModelAliases.allTo(head.targets()), _ -> true))
          : ModelRequestReader.readMessage(body, ModelAliases.allTo(head.model()));
    } catch (AwsException e) {
      return new ParsedRequest.Invalid(Problem.of(ErrorCode.UNAVAILABLE).withCause(e.errorName()));
    } catch (RuntimeException e) {
      return new ParsedRequest.Invalid(ProblemLog.internal(e));
    }
  }

  private void write(Task task, ModelRequest modelRequest) {
    StopSignal stop = new StopSignal();
    try (WebSocketResponseWriter reply = reply(task)) {
      reply.onLoss(() -> stop.stop(StopCause.DISCONNECTED));
      Runnable whileAnswering =
          () -> {
            task.running()
                .watch(cause -> {
                  reply.discardPending();
                  stop.stop(cause);
                });
            whileModelAnswers.run();
          };
      AdmittedExchange admittedExchange = task.admittedExchange(modelRequest);
      admittedExchange.run(
          exchange(task, admittedExchange.labelledRequest(), whileAnswering, reply, stop),
          usageRecorder,
          timeouts.clock());
    }
  }

  private StreamingExchange exchange(
      Task task,
      ModelRequest modelRequest,
      Runnable whileAnswering,
      WebSocketResponseWriter reply,
      StopSignal stop) {
    if (!modelRequest.hasOtherTargets()) {
      reply.cost(AnswerCost.of(pricing, modelRequest));
      return new StreamingExchange(
          () -> model.stream(modelRequest, task.deadline()),
          whileAnswering,
          reply,
          UNBUFFERED,
          stop,
          timeouts);
    }
    AnsweringModel routed = new AnsweringModel(modelRequest);
    return new StreamingExchange(
        () -> routed.follow(model.stream(modelRequest, task.deadline())),
        whileAnswering,
        routed.writer(reply),
        UNBUFFERED,
        stop,
        timeouts);
  }

  // If the prompt was not read, the record has only the model.
  private void end(Task task, Outcome outcome) {
    ModelRequest modelRequest =
        new ModelRequest(
            task.handover().envelope().model(), Payload.EMPTY, true, true, TokenEstimate.NOTHING);
    task.running().watch(_ -> {});
    try (WebSocketResponseWriter reply = reply(task)) {
      task.admittedExchange(modelRequest)
          .run(new UnstartedExchange(reply, outcome), usageRecorder, timeouts.clock());
    }
  }

  private WebSocketResponseWriter reply(Task task) {
    HandoverHeader head = task.handover().envelope();
    return WebSocketResponseWriter.begin(
        new AnswerCorrelation(head.id(), head.requestId(), head.model()),
        head.limits(),
        clients.sinkFor(head.webSocketConnection(), head.requestId()),
        task.deadline());
  }

  private void deletePrompt(Task task) {
    if (task.handover().prompt() instanceof Handover.Prompt.Parts) {
      try {
        promptParts.delete(task.key());
      } catch (AwsException _) {
        // The rows expire.
      }
    }
  }

  private static Outcome failed(Problem problem) {
    return new Outcome.NotStarted(problem);
  }
}
