package dev.streambed.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.rehearsal.Audience;
import dev.streambed.gateway.rehearsal.RehearsalContext;
import dev.streambed.gateway.rehearsal.Stage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

@Timeout(60)
class RehearsalTest {

  private final Settings settings = Settings.from(Stand.environment());

  @Test
  void playsAWholeAnswerWithBedrocksNumbers() throws Exception {
    // A rehearsal that stops half-way would still look well; so the lines are heard here.
    List<String> lines = new ArrayList<>();
    try (Stage stage = Stage.open()) {
      Clients clients = Clients.of(settings.aws()).at(stage.uri());
      try (DynamoDbClient tables = clients.dynamoDb();
          BedrockRuntimeAsyncClient bedrock = clients.bedrock()) {
        Main.gateway(settings, tables, bedrock, lines::add)
            .handle(Audience.event(), new Audience(), new RehearsalContext());
      }
    }
    assertThat(lines).hasSize(1);
    assertThat(lines.getFirst())
        .contains("\"event_type\":\"bedrock_stream\"", "\"outcome\":\"complete\"")
        .contains("\"usage_source\":\"bedrock\"");
  }

  @Test
  void leavesNoThreadBehind() throws Exception {
    new Rehearsal(settings).play();
    for (int look = 0; look < 100 && rehearsalThreads() > 0; look++) {
      Thread.sleep(50);
    }
    assertThat(rehearsalThreads()).isZero();
  }

  @Test
  void keepsTheInterruptOfAnInitializationThatIsGivenUp() {
    Thread.currentThread().interrupt();
    new Rehearsal(settings).play();
    assertThat(Thread.interrupted()).isTrue();
  }

  private static long rehearsalThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("streambed-rehearsal"))
        .count();
  }
}
