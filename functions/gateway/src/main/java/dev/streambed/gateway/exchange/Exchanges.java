package dev.streambed.gateway.exchange;

import dev.streambed.gateway.admission.PriceLookup;
import dev.streambed.gateway.config.GatewayDependencies;
import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.FailedAttempt;
import dev.streambed.gateway.domain.InboundCall;
import dev.streambed.gateway.domain.ModelDocument;
import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.domain.Pricing;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.ResponseSink;
import dev.streambed.gateway.domain.Usage;
import dev.streambed.gateway.limit.Settler;
import dev.streambed.gateway.limit.ShardThresholdReached;
import dev.streambed.gateway.log.ProblemLog;
import dev.streambed.gateway.model.BedrockModel;
import dev.streambed.gateway.model.BufferedAnswer;
import dev.streambed.gateway.response.ResponseFormat;
import dev.streambed.gateway.usage.Ledger;
import dev.streambed.gateway.usage.Metrics;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Runs the admitted requests of `http`, and holds what `websocket` needs to run its own.
///
/// @param whileModelAnswers called after each call of the model, while its answer is awaited; must
///   return immediately
/// @param pricing for formats that tell what an answer costs
public record Exchanges(
    BedrockModel model,
    UsageRecorder usageRecorder,
    Timeouts timeouts,
    Runnable whileModelAnswers,
    Pricing pricing) {

  /// The longest time without a byte to the caller.
  private static final Duration PING_AFTER = Duration.ofSeconds(15);

  /// Builds the package.
  ///
  /// @param thresholdListener called last, after the settlement, when a budget threshold is
  ///   reached; must not throw
  public static Exchanges of(
      GatewayDependencies gatewayDependencies,
      PriceLookup prices,
      Metrics metrics,
      Settler settler,
      Consumer<ShardThresholdReached> thresholdListener,
      ProblemLog problems) {
    Ledger ledger = Ledger.of(gatewayDependencies, prices.pricing(), metrics);
    return new Exchanges(
        BedrockModel.of(gatewayDependencies),
        new UsageRecorder(ledger, settler, problems, thresholdListener),
        new Timeouts(
            PING_AFTER, gatewayDependencies.settings().drain(), gatewayDependencies.clock()),
        prices.freshener(),
        prices.pricing());
  }

  /// Runs a request to the end of its answer.
  ///
  /// @param format how the answer is written
  public void run(
      AdmittedExchange admittedExchange, ResponseFormat format, ResponseSink responseSink) {
    admittedExchange.run(
        exchange(admittedExchange, format, responseSink), usageRecorder, timeouts.clock());
  }

  /// Has Bedrock count the tokens of a prompt. Nothing is recorded or settled, because nothing is
  /// billed.
  ///
  /// @return why it could not be counted; then nothing was written
  /// @throws IOException when the caller cannot be reached any more
  public Optional<Problem> countTokens(
      InboundCall inboundCall,
      ModelRequest modelRequest,
      ResponseFormat format,
      ResponseSink responseSink)
      throws IOException {
    try {
      return switch (model.answer(modelRequest, inboundCall.deadline())) {
        case BufferedAnswer.Complete(ModelDocument document) -> {
          format.document(responseSink, document, inboundCall.requestId());
          yield Optional.empty();
        }
        case BufferedAnswer.Failed(Problem problem, _, _, _) -> Optional.of(problem);
      };
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.of(Problem.of(ErrorCode.TIMEOUT).withCause("Interrupted"));
    }
  }

  private Exchange exchange(
      AdmittedExchange admittedExchange, ResponseFormat format, ResponseSink responseSink) {
    InboundCall inboundCall = admittedExchange.inboundCall();
    ModelRequest modelRequest = admittedExchange.labelledRequest();
    if (!modelRequest.streamed()) {
      return buffered(new ModelCall(modelRequest, inboundCall), format, responseSink);
    }
    StopSignal stop = new StopSignal();
    CoalescingSink sink = new CoalescingSink(responseSink);
    Runnable whileAnswering =
        () -> {
          admittedExchange.answer().watch(stop::stop);
          whileModelAnswers.run();
        };
    if (modelRequest.hasOtherTargets()) {
      AnsweringModel routed = new AnsweringModel(modelRequest);
      return new StreamingExchange(
          () -> routed.follow(model.stream(modelRequest, inboundCall.deadline())),
          whileAnswering,
          routed.writer(format.streamed(routed.sink(sink), modelRequest, inboundCall.requestId())),
          sink,
          stop,
          timeouts);
    }
    return new StreamingExchange(
        () -> model.stream(modelRequest, inboundCall.deadline()),
        whileAnswering,
        format
            .pricedBy(pricing, modelRequest)
            .streamed(sink, modelRequest, inboundCall.requestId()),
        sink,
        stop,
        timeouts);
  }

  private static Exchange buffered(
      ModelCall call, ResponseFormat format, ResponseSink responseSink) {
    ResponseSink sink =
        call.modelRequest.hasOtherTargets()
            ? AnsweringModel.ofDocument(call.modelRequest, call.failed).sink(responseSink)
            : responseSink;
    return new BufferedExchange(call, call.inboundCall, format, sink);
  }

  private final class ModelCall implements BufferedExchange.ModelCall {

    private final ModelRequest modelRequest;
    private final InboundCall inboundCall;
    private final List<FailedAttempt> failed = new ArrayList<>();

    ModelCall(ModelRequest modelRequest, InboundCall inboundCall) {
      this.modelRequest = modelRequest;
      this.inboundCall = inboundCall;
    }

    @Override
    public BufferedAnswer answer() throws InterruptedException {
      whileModelAnswers.run();
      return model.answer(modelRequest, inboundCall.deadline(), failed);
    }

    @Override
    public Usage estimate(String reason) {
      return BedrockModel.estimatedUsage(modelRequest.target(failed.size()), reason);
    }

    @Override
    public List<FailedAttempt> failedAttempts() {
      return failed;
    }

    @Override
    public ModelId model() {
      return modelRequest.target(failed.size()).model();
    }
  }
}
