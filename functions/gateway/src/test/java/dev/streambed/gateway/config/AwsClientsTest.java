package dev.streambed.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.streambed.gateway.aws.AwsException;
import dev.streambed.gateway.domain.Deadline;
import dev.streambed.gateway.dynamodb.AttributeValue;
import dev.streambed.gateway.dynamodb.TableRequest;
import dev.streambed.gateway.fixture.EventStreamFrames;
import dev.streambed.gateway.fixture.LocalBedrockClients;
import dev.streambed.gateway.fixture.ScriptedBedrock;
import dev.streambed.gateway.fixture.TestAws;
import dev.streambed.gateway.model.AnswerEvent;
import dev.streambed.gateway.model.Backoff;
import dev.streambed.gateway.model.BedrockModel;
import dev.streambed.gateway.model.ChunkStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The clients as the function has them.
@Timeout(60)
class AwsClientsTest {

  @Test
  void writesToTablesAFewTimes() throws Exception {
    try (ScriptedBedrock tables =
            ScriptedBedrock.start((exchange, request) -> {
              if (request < 4) {
                exchange.error("500 No", "InternalServerError", "{}");
              } else {
                exchange.answer(Map.of(), "{}".getBytes(StandardCharsets.UTF_8));
              }
            });
        AwsClients clients = clients(tables)) {
      put(clients);
      assertThat(tables.requests()).isEqualTo(4);
    }
  }

  @Test
  void doesNotRepeatARefusal() throws Exception {
    try (ScriptedBedrock tables =
            ScriptedBedrock.start(
                (exchange, _) -> exchange.error("400 No", "AccessDeniedException", "{}"));
        AwsClients clients = clients(tables)) {
      assertThatExceptionOfType(AwsException.class).isThrownBy(() -> put(clients));
      assertThat(tables.requests()).isEqualTo(1);
    }
  }

  @Test
  void doesNotReadAheadOfAReader() throws Exception {
    AtomicLong sent = new AtomicLong();
    byte[] chunk = EventStreamFrames.claudeChunk("x".repeat(1_000));
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((exchange, _) -> {
              exchange.stream();
              while (true) {
                exchange.chunk(chunk);
                sent.addAndGet(chunk.length);
              }
            });
        AwsClients clients = clients(bedrock);
        ChunkStream stream = stream(clients)) {
      assertThat(stream.next(Duration.ofSeconds(20))).isInstanceOf(AnswerEvent.ChunkArrived.class);
      Thread.sleep(1_500);
      // The kernel's buffers of both sides hold some megabytes.
      assertThat(sent.get()).isLessThan(16L << 20);
    }
  }

  private static ChunkStream stream(AwsClients clients) {
    Backoff once = new Backoff(1, Duration.ofMillis(1), Duration.ofMillis(1), new Random(1));
    Deadline deadline = Deadline.in(Duration.ofMinutes(1), InstantSource.system());
    return new BedrockModel(clients.bedrock(), once, Duration.ZERO)
        .stream(LocalBedrockClients.ask(), deadline);
  }

  private static AwsClients clients(ScriptedBedrock endpoint) {
    return AwsClients.of(
        TestAws.settings("us-east-1", Map.of("", endpoint.uri().toString())), System.getenv());
  }

  private static void put(AwsClients clients) {
    clients.dynamoDb().putItem(TableRequest.of("t").item(Map.of("k", AttributeValue.fromS("v"))));
  }
}
