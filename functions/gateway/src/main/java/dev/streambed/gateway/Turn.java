package dev.streambed.gateway;

import dev.streambed.gateway.limit.Permit;
import dev.streambed.gateway.session.RunningAnswer;
import dev.streambed.gateway.usage.Asked;
import dev.streambed.gateway.usage.UsageEntry;
import dev.streambed.gateway.vocabulary.Ask;
import dev.streambed.gateway.vocabulary.Call;
import dev.streambed.gateway.vocabulary.Ending;
import dev.streambed.gateway.vocabulary.ErrorCode;
import dev.streambed.gateway.vocabulary.Problem;
import dev.streambed.gateway.vocabulary.Tempo;
import java.time.Duration;
import java.time.InstantSource;

/// One admitted request. Whatever happens, there is one ending, and it is written down once.
///
/// @param answer its entry among those that can be stopped; goes when it has ended
record Turn(Call call, Ask ask, Permit permit, RunningAnswer answer) {

  private static final Problem TIME_IS_OVER =
      Problem.of(ErrorCode.TIMEOUT).withCause("Interrupted");

  /// Has the exchange take place, and then closes the books.
  void run(Exchange exchange, Books books, InstantSource clock) {
    try {
      Ending ending = ending(exchange);
      answer.end();
      Duration duration = Duration.between(permit.at(), clock.instant());
      Tempo tempo = exchange.tempo(permit.at());
      close(
          new UsageEntry(asked(), permit.at(), duration, ending, tempo).with(exchange.guardrail()),
          books);
    } finally {
      answer.end();
      answer.join();
    }
  }

  private void close(UsageEntry entry, Books books) {
    // With the flag up, the SDK would refuse to write.
    boolean interrupted = Thread.interrupted();
    books.close(permit, entry);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static Ending ending(Exchange exchange) {
    try {
      return exchange.converse();
    } catch (InterruptedException _) {
      Ending ending = exchange.fail(TIME_IS_OVER);
      Thread.currentThread().interrupt();
      return ending;
    } catch (RuntimeException e) {
      return exchange.fail(Faults.internal(e));
    }
  }

  private Asked asked() {
    return new Asked(
        permit.customer(), call.requestId(), ask.model(), ask.streamed(), call.transport());
  }
}
