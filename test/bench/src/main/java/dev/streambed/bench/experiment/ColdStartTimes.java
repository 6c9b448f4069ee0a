package dev.streambed.bench.experiment;

import dev.streambed.bedrock.ReceivedRequest;
import dev.streambed.bench.client.Answer;
import dev.streambed.local.lambda.EnvironmentTimeline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// The moments of one cold start, as `System.nanoTime()`.
///
/// @param requested the caller wrote its request
/// @param spawned the process was started
/// @param ready its runtime asked for the first event
/// @param begun it was given the event
/// @param received Bedrock had its request
/// @param sent Bedrock sent the first chunk
/// @param arrived the caller had it
/// @param processor processor time of the process until the answer's end, in nanoseconds
record ColdStartTimes(
    long requested,
    long spawned,
    long ready,
    long begun,
    long received,
    long sent,
    long arrived,
    long processor) {

  /// Combines the times recorded by the caller, the stack and the Bedrock endpoint.
  static ColdStartTimes of(Answer answer, EnvironmentTimeline process, ReceivedRequest request) {
    return new ColdStartTimes(
        answer.sentAt(),
        process.spawned(),
        process.ready(),
        process.invocations().getFirst().begun(),
        nanoTime(request.receivedAt()),
        answer.chunks().getFirst().sentAt(),
        answer.chunks().getFirst().arrivedAt(),
        processorTime(process.pid()).toNanos());
  }

  long total() {
    return arrived - spawned;
  }

  /// Including the time in the front door before the process started.
  long sinceRequest() {
    return arrived - requested;
  }

  /// The consecutive parts, whose sum is the whole.
  List<Long> phases() {
    return List.of(
        ready - spawned, begun - ready, received - begun, sent - received, arrived - sent);
  }

  private static long nanoTime(Instant past) {
    long now = System.nanoTime();
    return now - Duration.between(past, Instant.now()).toNanos();
  }

  private static Duration processorTime(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().totalCpuDuration())
        .orElse(Duration.ZERO);
  }
}
