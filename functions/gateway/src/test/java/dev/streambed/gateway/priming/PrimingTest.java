package dev.streambed.gateway.priming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.Main;
import dev.streambed.gateway.TestGateway;
import dev.streambed.gateway.config.AwsClients;
import dev.streambed.gateway.config.GatewayDependencies;
import dev.streambed.gateway.config.Settings;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PrimingTest {

  private final Settings settings = Settings.from(TestGateway.environment());

  @Test
  void playsAWholeAnswerWithBedrocksNumbers() throws Exception {
    // Priming that fails half-way would not be noticed, so the log lines are checked.
    List<String> lines = new ArrayList<>();
    try (PrimingEndpoint primingEndpoint = PrimingEndpoint.open()) {
      try (AwsClients clients =
          AwsClients.of(settings.aws(), System.getenv()).withEndpoint(primingEndpoint.uri())) {
        Main.gateway(GatewayDependencies.of(settings, clients, lines::add))
            .handle(PrimingResponse.event(), new PrimingResponse(), new PrimingContext());
      }
    }
    assertThat(lines).hasSize(1);
    assertThat(lines.getFirst())
        .contains("\"event_type\":\"bedrock_stream\"", "\"outcome\":\"complete\"")
        .contains("\"usage_source\":\"bedrock\"");
  }

  @Test
  void leavesNoThreadBehind() throws Exception {
    run();
    for (int look = 0; look < 1200 && primingThreads() > 0; look++) {
      Thread.sleep(50);
    }
    assertThat(primingThreads()).isZero();
  }

  @Test
  void keepsTheInterruptOfAnInitializationThatIsGivenUp() {
    Thread.currentThread().interrupt();
    run();
    assertThat(Thread.interrupted()).isTrue();
  }

  private void run() {
    Priming.run(
        AwsClients.of(settings.aws(), System.getenv()),
        2,
        clients -> Main.gateway(GatewayDependencies.of(settings, clients, _ -> {})));
  }

  private static long primingThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("streambed-priming"))
        .count();
  }
}
