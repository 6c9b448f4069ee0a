package dev.streambed.gateway.exchange;

import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.InboundCall;
import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.domain.Outcome;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.RequestMetadata;
import dev.streambed.gateway.domain.StreamTiming;
import dev.streambed.gateway.limit.Permit;
import dev.streambed.gateway.log.ProblemLog;
import dev.streambed.gateway.session.RunningAnswer;
import dev.streambed.gateway.usage.AdmittedRequest;
import dev.streambed.gateway.usage.UsageEntry;
import java.time.Duration;
import java.time.InstantSource;

/// An admitted request. It has exactly one outcome, which is recorded once.
///
/// @param answer the registration through which the answer can be stopped; removed when the answer
///   ends
public record AdmittedExchange(
    InboundCall inboundCall, ModelRequest modelRequest, Permit permit, RunningAnswer answer) {

  private static final Problem TIME_IS_OVER =
      Problem.of(ErrorCode.TIMEOUT).withCause("Interrupted");

  /// The request as Bedrock gets it: each of its calls says whose it is.
  public ModelRequest labelledRequest() {
    return modelRequest.withMetadata(
        RequestMetadata.of(permit.customer(), inboundCall.requestId()));
  }

  /// Runs the exchange, then records its usage and settles its reservation.
  public void run(Exchange exchange, UsageRecorder usageRecorder, InstantSource clock) {
    try {
      Outcome outcome = outcome(exchange);
      answer.end();
      Duration duration = Duration.between(permit.admittedAt(), clock.instant());
      StreamTiming streamTiming = exchange.streamTiming(permit.admittedAt());
      record(
          new UsageEntry(
                  admittedRequest(exchange.failedAttempts().size()),
                  permit.admittedAt(),
                  duration,
                  outcome,
                  streamTiming)
              .with(exchange.guardrail().with(modelRequest.guardrail()))
              .withBedrockRequestId(exchange.head().requestId())
              .after(exchange.failedAttempts(), UsageRecorder.reservedByTarget(permit)),
          usageRecorder);
    } finally {
      answer.end();
      answer.join();
    }
  }

  private void record(UsageEntry entry, UsageRecorder usageRecorder) {
    // The SDK does not write on an interrupted thread.
    boolean interrupted = Thread.interrupted();
    usageRecorder.record(permit, entry);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static Outcome outcome(Exchange exchange) {
    try {
      return exchange.run();
    } catch (InterruptedException _) {
      Outcome outcome = exchange.fail(TIME_IS_OVER);
      Thread.currentThread().interrupt();
      return outcome;
    } catch (RuntimeException e) {
      return exchange.fail(ProblemLog.internal(e));
    }
  }

  /// @param target the number of the one that was asked last
  private AdmittedRequest admittedRequest(int target) {
    return new AdmittedRequest(
        permit.customer(),
        inboundCall.requestId(),
        modelRequest.target(target).modelTarget(),
        modelRequest.operation(),
        modelRequest.dialect(),
        inboundCall.transport(),
        permit.attribution());
  }
}
