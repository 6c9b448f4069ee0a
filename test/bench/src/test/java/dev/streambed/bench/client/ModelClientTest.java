package dev.streambed.bench.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streambed.bedrock.BedrockEndpoint;
import dev.streambed.bedrock.BedrockOptions;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ModelClientTest {

  private static final String HEAD =
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nX: 0\r\n\r\n";
  private static final String END = "0\r\n\r\n";
  private static final String NOVA = "amazon.nova-lite-v1:0";

  @Test
  void notesWhenEachPieceCameEvenWhereChunksAndReadsCutThroughIt() throws IOException {
    String rest = chunk("..\"}\n\nd") + chunk("ata: {\"content\":\"222 \"}\n\n") + END;
    int withinTheSizeOfAChunk = rest.indexOf("ata:") - 3;
    try (SingleAnswerServer server =
            SingleAnswerServer.of(
                HEAD + chunk("data: {\"content\":\"11 .."),
                rest.substring(0, withinTheSizeOfAChunk),
                rest.substring(withinTheSizeOfAChunk));
        ModelClient modelClient = ModelClient.gateway(server.uri(), "token", NOVA)) {
      Answer answer = modelClient.ask(AnswerSpec.fast(2));

      assertThat(answer.chunks()).extracting(Chunk::sentAt).containsExactly(11L, 222L);
      assertThat(Duration.ofNanos(answer.timeToFirstChunk()))
          .isBetween(
              SingleAnswerServer.PAUSE.dividedBy(2), SingleAnswerServer.PAUSE.multipliedBy(20));
      assertThat(answer.chunks().get(1).arrivedAt())
          .isGreaterThan(answer.chunks().getFirst().arrivedAt());
    }
  }

  @Test
  void failsWhenAPieceIsMissing() throws IOException {
    try (SingleAnswerServer server =
            SingleAnswerServer.of(HEAD + chunk("data: {\"content\":\"1 ..\"}\n\n") + END);
        ModelClient modelClient = ModelClient.gateway(server.uri(), "token", NOVA)) {
      assertThatThrownBy(() -> modelClient.ask(AnswerSpec.fast(2)))
          .isInstanceOf(IOException.class)
          .hasMessage("1 pieces of 2 came");
    }
  }

  @Test
  void failsWhenTheAnswerBreaksOff() throws IOException {
    try (SingleAnswerServer server = SingleAnswerServer.of(HEAD + "18\r\ndata: ");
        ModelClient modelClient = ModelClient.gateway(server.uri(), "token", NOVA)) {
      assertThatThrownBy(() -> modelClient.ask(AnswerSpec.fast(1)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("broke off");
    }
  }

  @Test
  void failsWithWhatWasSaidWhenItIsAnError() throws IOException {
    try (SingleAnswerServer server =
            SingleAnswerServer.of("HTTP/1.1 401 Unauthorized\r\nContent-Length: 2\r\n\r\n{}");
        ModelClient modelClient = ModelClient.gateway(server.uri(), "token", NOVA)) {
      assertThatThrownBy(() -> modelClient.ask(AnswerSpec.fast(1)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("401 Unauthorized");
    }
  }

  @Test
  void readsBedrocksFramesOfEveryFormatThatAGatewayMayBeDeployedWith() throws IOException {
    try (BedrockEndpoint bedrock = BedrockEndpoint.start(BedrockOptions.scripted())) {
      for (String model :
          new String[] {NOVA, "global.anthropic.claude-opus-5-5", "openai.gpt-oss-120b-1:0"}) {
        try (ModelClient modelClient =
            ModelClient.bedrock(bedrock.uri(), model, Clock.systemUTC())) {
          long before = System.nanoTime();
          Answer answer = modelClient.ask(new AnswerSpec(50, 1_000, 100));

          assertThat(answer.chunks()).hasSize(50);
          assertThat(answer.chunks())
              .allSatisfy(chunk -> {
                assertThat(chunk.sentAt()).isGreaterThan(before);
                assertThat(chunk.latency()).isPositive();
              });
        }
      }
    }
  }

  private static String chunk(String data) {
    return Integer.toHexString(data.length()) + "\r\n" + data + "\r\n";
  }
}
