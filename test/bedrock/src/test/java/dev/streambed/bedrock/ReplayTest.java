package dev.streambed.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streambed.bedrock.protocol.FrameEncoder;
import dev.streambed.bedrock.protocol.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {

  private static final String PATH =
      "/model/" + UnsignedClient.NOVA + "/invoke-with-response-stream";
  private static final byte[] FRAME =
      FrameEncoder.event(
          "chunk", "{\"bytes\":\"e30=\",\"p\":\"a\"}".getBytes(StandardCharsets.UTF_8));

  @TempDir private Path folder;

  @BeforeEach
  void record() throws IOException {
    recorded("a", "invoke-with-response-stream", "{\"a\": 1.0, \"b\": 2}", 200);
    Files.write(folder.resolve("a.eventstream"), twice(FRAME));
  }

  @Test
  void servesTheBytesTheStatusAndTheHeadersAsTheyWere() throws Exception {
    try (BedrockEndpoint bedrock = replaying(Duration.ZERO)) {
      HttpResponse<byte[]> response = UnsignedClient.to(bedrock).whole(PATH, "{\"b\":2,\"a\":1}");
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.body()).isEqualTo(twice(FRAME));
      assertThat(response.headers().firstValue("x-amzn-requestid")).contains("recorded-id");
      assertThat(response.headers().firstValue("content-type"))
          .contains("application/vnd.amazon.eventstream");
      assertThat(response.headers().map()).doesNotContainKey("x-secret");
      assertThat(response.headers().allValues("date"))
          .as("a clock that the SDKs would sign by")
          .doesNotContain("Tue, 29 Jul 2025 17:30:00 GMT");
      assertThat(response.headers().firstValue("transfer-encoding")).contains("chunked");
    }
  }

  @Test
  void servesSeveralRecordingsOfTheSameRequestInTurn() throws Exception {
    recorded("b", "invoke-with-response-stream", "{\"a\": 1, \"b\": 2}", 429);
    Files.writeString(folder.resolve("b.response.json"), "{\"message\":\"slow down\"}");
    try (BedrockEndpoint bedrock = replaying(Duration.ZERO)) {
      UnsignedClient unsignedClient = UnsignedClient.to(bedrock);
      for (int expected : new int[] {200, 429, 200, 429}) {
        assertThat(unsignedClient.whole(PATH, "{\"a\":1,\"b\":2}").statusCode())
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void sendsAFrameBeforeThePauseThatFollowsIt() throws Exception {
    try (BedrockEndpoint bedrock = replaying(Duration.ofHours(1))) {
      HttpResponse<InputStream> response =
          UnsignedClient.to(bedrock).open(PATH, "{\"a\":1,\"b\":2}");
      assertThat(response.body().readNBytes(FRAME.length)).isEqualTo(FRAME);
    }
  }

  @Test
  void pausesBetweenFrames() throws Exception {
    try (BedrockEndpoint bedrock = replaying(Duration.ofMillis(500))) {
      long begun = System.nanoTime();
      HttpResponse<InputStream> response =
          UnsignedClient.to(bedrock).open(PATH, "{\"a\":1,\"b\":2}");
      assertThat(response.body().readNBytes(FRAME.length)).isEqualTo(FRAME);
      assertThat(response.body().readAllBytes()).isEqualTo(FRAME);
      assertThat(Duration.ofNanos(System.nanoTime() - begun))
          .isGreaterThanOrEqualTo(Duration.ofMillis(500));
    }
  }

  @Test
  void servesADamagedStreamAsItIs() throws Exception {
    byte[] damaged = twice(FRAME);
    damaged[FRAME.length + 9] ^= 1;
    recorded("c", "converse-stream", "{\"c\":3}", 200);
    Files.write(folder.resolve("c.eventstream.broken"), damaged);
    try (BedrockEndpoint bedrock = replaying(Duration.ZERO)) {
      String path = "/model/" + UnsignedClient.NOVA + "/converse-stream";
      assertThat(UnsignedClient.to(bedrock).whole(path, "{\"c\":3}").body()).isEqualTo(damaged);
    }
  }

  @Test
  void saysWhatItHasNoRecordingOf() throws Exception {
    try (BedrockEndpoint bedrock = replaying(Duration.ZERO)) {
      HttpResponse<byte[]> response = UnsignedClient.to(bedrock).whole(PATH, "{\"a\":2}");
      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(Json.read(response.body()).orElseThrow().get("message").asText())
          .isEqualTo(
              "No recording of invoke-with-response-stream with amazon.nova-lite-v1:0 for this body;"
                  + " with other bodies there are 1. Asked was: {\"a\":2}");
    }
  }

  @Test
  void doesNotStartWithoutRecordings() {
    assertThatThrownBy(() ->
            BedrockEndpoint.start(BedrockOptions.of(ModelSource.replay(folder.resolve("none")))))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() ->
            BedrockEndpoint.start(
                BedrockOptions.of(
                    ModelSource.replay(Files.createDirectory(folder.resolve("empty"))))))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("no recordings (*.meta.json) in ");
  }

  private BedrockEndpoint replaying(Duration betweenFrames) throws IOException {
    return BedrockEndpoint.start(BedrockOptions.of(new ModelSource.Replay(folder, betweenFrames)));
  }

  private void recorded(String name, String api, String request, int status) throws IOException {
    Files.writeString(folder.resolve(name + ".request.json"), request);
    Files.writeString(
        folder.resolve(name + ".meta.json"),
        """
        {"api": "%s", "model": "amazon.nova-lite-v1%%3A0", "status": %d,
         "response_headers": {"X-Amzn-RequestId": "recorded-id", "X-Secret": "**REDACTED**",
          "Content-Length": "7", "Transfer-Encoding": "chunked",
          "Date": "Tue, 29 Jul 2025 17:30:00 GMT"}}
        """
            .formatted(api, status));
  }

  private static byte[] twice(byte[] bytes) {
    byte[] twice = Arrays.copyOf(bytes, bytes.length * 2);
    System.arraycopy(bytes, 0, twice, bytes.length, bytes.length);
    return twice;
  }
}
