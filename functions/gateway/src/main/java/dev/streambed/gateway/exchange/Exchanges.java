package dev.streambed.gateway.exchange;

import dev.streambed.gateway.admission.PriceLookup;
import dev.streambed.gateway.config.Resources;
import dev.streambed.gateway.domain.HttpCall;
import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.domain.ResponseSink;
import dev.streambed.gateway.domain.Usage;
import dev.streambed.gateway.limit.Settler;
import dev.streambed.gateway.limit.ThresholdReached;
import dev.streambed.gateway.log.ProblemLog;
import dev.streambed.gateway.model.BedrockModel;
import dev.streambed.gateway.model.BufferedAnswer;
import dev.streambed.gateway.response.Responses;
import dev.streambed.gateway.usage.Ledger;
import dev.streambed.gateway.usage.Metrics;
import java.time.Duration;
import java.util.function.Consumer;

/// Runs admitted requests of `http`, and has what `websocket` needs for its own.
///
/// @param whileModelAnswers runs while the model answers, once it was called; returns at once
public record Exchanges(
    BedrockModel model,
    UsageRecorder usageRecorder,
    Timeouts timeouts,
    Runnable whileModelAnswers) {

  /// How long a caller waits for a byte at most.
  private static final Duration PING_AFTER = Duration.ofSeconds(15);

  /// Builds the package.
  ///
  /// @param thresholdListener is told of a reached budget threshold, after all else; must not fail
  public static Exchanges of(
      Resources resources,
      PriceLookup prices,
      Metrics metrics,
      Settler settler,
      Consumer<ThresholdReached> thresholdListener,
      ProblemLog problems) {
    Ledger ledger = Ledger.of(resources, prices.pricing(), metrics);
    return new Exchanges(
        BedrockModel.of(resources),
        new UsageRecorder(ledger, settler, problems, thresholdListener),
        new Timeouts(PING_AFTER, resources.settings().drain(), resources.clock()),
        prices.freshener());
  }

  public void run(AdmittedExchange admittedExchange, ResponseSink responseSink) {
    admittedExchange.run(exchange(admittedExchange, responseSink), usageRecorder, timeouts.clock());
  }

  private Exchange exchange(AdmittedExchange admittedExchange, ResponseSink responseSink) {
    HttpCall httpCall = admittedExchange.httpCall();
    ModelRequest modelRequest = admittedExchange.modelRequest();
    if (!modelRequest.streamed()) {
      return new BufferedExchange(new ModelCall(modelRequest, httpCall), httpCall, responseSink);
    }
    StopSignal stop = new StopSignal();
    return new StreamingExchange(
        () -> model.stream(modelRequest, httpCall.deadline()),
        () -> {
          admittedExchange.answer().watch(stop::stop);
          whileModelAnswers.run();
        },
        Responses.streamed(responseSink, modelRequest, httpCall.requestId()),
        stop,
        timeouts);
  }

  private final class ModelCall implements BufferedExchange.ModelCall {

    private final ModelRequest modelRequest;
    private final HttpCall httpCall;

    ModelCall(ModelRequest modelRequest, HttpCall httpCall) {
      this.modelRequest = modelRequest;
      this.httpCall = httpCall;
    }

    @Override
    public BufferedAnswer answer() throws InterruptedException {
      whileModelAnswers.run();
      return model.answer(modelRequest, httpCall.deadline());
    }

    @Override
    public Usage estimate(String reason) {
      return BedrockModel.estimatedUsage(modelRequest, reason);
    }
  }
}
