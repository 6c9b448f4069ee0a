package dev.streambed.gateway;

import static dev.streambed.gateway.fixture.LocalTables.number;
import static dev.streambed.gateway.fixture.LocalTables.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streambed.gateway.fixture.EventStreamFrames;
import dev.streambed.gateway.fixture.LambdaEvent;
import dev.streambed.gateway.fixture.ScriptedBedrock;
import dev.streambed.runtime.StreamingRuntime;
import dev.streambed.runtimeapi.Invocation;
import dev.streambed.runtimeapi.InvocationOutcome;
import dev.streambed.runtimeapi.ResponseMode;
import dev.streambed.runtimeapi.RuntimeApi;
import dev.streambed.runtimeapi.RuntimeApiSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The gateway on the streaming runtime, against Lambda's side of the Runtime API.
@Timeout(120)
class OnTheRuntimeTest {

  private static final String NULS = "\0".repeat(8);

  @Test
  void sendsAPieceBeforeBedrockSendsTheNext() throws Exception {
    CountDownLatch firstWasSeen = new CountDownLatch(1);
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((exchange, _) -> {
              exchange.stream().chunk(EventStreamFrames.claudeChunk("first"));
              firstWasSeen.await();
              exchange
                  .chunk(EventStreamFrames.claudeChunk("second"))
                  .chunk(EventStreamFrames.claudeEnd())
                  .end();
            });
        TestGateway testGateway = TestGateway.before(bedrock.uri());
        RuntimeApi api = run(testGateway, 1)) {
      ReceivedAnswer receivedAnswer =
          new ReceivedAnswer(text -> text.contains("first"), firstWasSeen);
      assertThat(
              api.invoke(invocation(testGateway.stream(), ResponseMode.STREAMED), receivedAnswer))
          .isInstanceOf(InvocationOutcome.Complete.class);
      String[] answer = receivedAnswer.text().split(NULS, 2);
      JsonNode prelude = new ObjectMapper().readTree(answer[0]);
      assertThat(prelude.get("statusCode").asInt()).isEqualTo(200);
      assertThat(prelude.at("/headers/content-type").asText()).isEqualTo("text/event-stream");
      assertThat(prelude.at("/headers/x-request-id").asText()).isNotEmpty();
      assertThat(answer[1])
          .isEqualTo(
              """
              data: {"content": "first"}

              data: {"content": "second"}

              data: [DONE]

              """);
    }
  }

  @Test
  void answersTheBufferedMethodAsProxyJson() throws Exception {
    byte[] stream = EventStreamFrames.claude("a", "b");
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((exchange, _) -> exchange.stream().chunk(stream).end());
        TestGateway testGateway = TestGateway.before(bedrock.uri());
        RuntimeApi api = run(testGateway, 1)) {
      LambdaEvent lambdaEvent =
          testGateway.ask(LambdaEvent.rest("POST", "/bedrock"), TestGateway.members(true));
      ReceivedAnswer receivedAnswer = new ReceivedAnswer();
      api.invoke(invocation(lambdaEvent, ResponseMode.BUFFERED), receivedAnswer);
      JsonNode proxy = new ObjectMapper().readTree(receivedAnswer.text());
      assertThat(proxy.get("statusCode").asInt()).isEqualTo(200);
      assertThat(proxy.get("body").asText())
          .isEqualTo("[{\"content\":\"a\"},{\"content\":\"b\"},{\"done\": true}]");
    }
  }

  @Test
  void writesTheRecordBeforeTheInvocationEnds() throws Exception {
    byte[] stream = EventStreamFrames.claude("a");
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((exchange, _) -> exchange.stream().chunk(stream).end());
        TestGateway testGateway = TestGateway.before(bedrock.uri());
        RuntimeApi api = run(testGateway, 1)) {
      for (int call = 1; call <= 3; call++) {
        api.invoke(invocation(testGateway.stream(), ResponseMode.STREAMED), new ReceivedAnswer());
        assertThat(testGateway.records()).hasSize(call);
      }
    }
  }

  @Test
  void servesTwentySlowReadersAtOnceAndLosesNothing() throws Exception {
    List<byte[]> frames = new ArrayList<>();
    for (int chunk = 0; chunk < 500; chunk++) {
      frames.add(EventStreamFrames.claudeChunk(String.format("%04d ", chunk).repeat(100)));
    }
    frames.add(EventStreamFrames.claudeEnd());
    byte[] stream = EventStreamFrames.concat(frames);
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((exchange, _) -> exchange.stream().chunks(stream, 8_192).end());
        TestGateway testGateway = TestGateway.before(bedrock.uri());
        RuntimeApi api = run(testGateway, 20);
        ExecutorService callers = Executors.newFixedThreadPool(20)) {
      List<Callable<String>> calls = new ArrayList<>();
      for (int call = 0; call < 20; call++) {
        ReceivedAnswer slow = new ReceivedAnswer(Duration.ofMillis(2));
        calls.add(() -> {
          api.invoke(invocation(testGateway.stream(), ResponseMode.STREAMED), slow);
          return slow.text();
        });
      }
      for (Future<String> answer : callers.invokeAll(calls)) {
        assertThat(answer.get().split("data: ", -1)).hasSize(502);
        assertThat(answer.get()).contains("0000 ").contains("0499 ").endsWith("[DONE]\n\n");
      }
      assertThat(testGateway.records())
          .hasSize(20)
          .allSatisfy(entry ->
              assertThat(entry)
                  .containsEntry("outcome", text("complete"))
                  .containsEntry("output_tokens", number(34)));
    }
  }

  private static RuntimeApi run(TestGateway testGateway, int workers) throws Exception {
    RuntimeApi api = RuntimeApi.start(RuntimeApiSettings.onDemand().withWorkers(workers));
    Map<String, String> environment = new HashMap<>();
    environment.put("AWS_LAMBDA_RUNTIME_API", api.address());
    environment.put("AWS_LAMBDA_FUNCTION_NAME", "streambed");
    if (workers > 1) {
      environment.put("AWS_LAMBDA_MAX_CONCURRENCY", Integer.toString(workers));
    }
    Thread.ofPlatform()
        .daemon()
        .start(() -> StreamingRuntime.run(environment, testGateway::gateway));
    return api;
  }

  private static Invocation invocation(LambdaEvent lambdaEvent, ResponseMode mode) {
    return new Invocation(
        UUID.randomUUID().toString(), lambdaEvent.bytes(), mode, Instant.now().plusSeconds(100));
  }
}
