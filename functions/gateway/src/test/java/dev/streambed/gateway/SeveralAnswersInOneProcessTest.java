package dev.streambed.gateway;

import static dev.streambed.gateway.OneProcess.WORKERS;
import static dev.streambed.gateway.fixture.LocalTables.number;
import static dev.streambed.gateway.fixture.LocalTables.text;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.fixture.LambdaEvent;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A process that writes 32 answers at once: none gets anything of another.
@Timeout(120)
class SeveralAnswersInOneProcessTest {

  @Test
  void keepsTheirTextIdsAndCountsApart() throws Exception {
    CountDownLatch all = new CountDownLatch(WORKERS);
    try (OneProcess process =
        OneProcess.start((exchange, _) -> {
          all.countDown();
          all.await();
          NumberedAnswer.speak(exchange);
        })) {
      List<String> answers = process.askAtOnce(IntStream.range(0, WORKERS));
      for (int answer = 0; answer < WORKERS; answer++) {
        assertThat(answers.get(answer))
            .contains("\"x-request-id\":\"r-" + answer + "\"")
            .endsWith("\0" + NumberedAnswer.body(answer));
        assertAccounted(process.gateway(), answer);
      }
      assertThat(process.gateway().records()).hasSize(WORKERS);
      assertThat(process.gateway().running()).isEmpty();
    }
  }

  @Test
  void admitsExactlyAsManyAsTheLimitAllows() throws Exception {
    CountDownLatch refused = new CountDownLatch(12);
    try (OneProcess process =
        OneProcess.start((exchange, _) -> {
          refused.await();
          NumberedAnswer.speak(exchange);
        })) {
      limitConcurrentAnswers(process.gateway(), 20);
      Map<Boolean, List<String>> answers =
          process.askAtOnce(IntStream.range(0, WORKERS), refused).stream()
              .collect(groupingBy(answer -> answer.contains("\"statusCode\":200")));
      assertThat(answers.get(true))
          .hasSize(20)
          .allSatisfy(answer -> assertThat(answer).endsWith("data: [DONE]\n\n"));
      assertThat(answers.get(false))
          .hasSize(12)
          .allSatisfy(answer ->
              assertThat(answer).contains("\"statusCode\":429").contains("concurrentAnswers"));
      assertThat(process.bedrock().requests()).isEqualTo(20);
      assertThat(process.gateway().records()).hasSize(20);
      assertThat(process.gateway().running()).isEmpty();
    }
  }

  @Test
  void stopsOneAndLeavesTheOthers() throws Exception {
    int answered = WORKERS - 1; // one worker is left for the stop
    CountDownLatch all = new CountDownLatch(answered);
    CountDownLatch stopped = new CountDownLatch(1);
    try (OneProcess process =
            OneProcess.start((exchange, _) -> {
              all.countDown();
              stopped.await();
              NumberedAnswer.speak(exchange);
            });
        ExecutorService callers = Executors.newCachedThreadPool()) {
      Future<List<String>> asked =
          callers.submit(() -> process.askAtOnce(IntStream.range(0, answered), stopped));
      all.await();
      assertThat(process.call(stop(process.gateway(), "r-7")))
          .contains("\"requestId\":\"r-7\",\"stopping\":true");
      List<String> answers = asked.get();
      assertThat(answers.get(7)).contains("\"stopReason\":\"stopped\"").doesNotContain("7.0 ");
      for (int answer = 0; answer < answered; answer++) {
        if (answer != 7) {
          assertThat(answers.get(answer)).endsWith("\0" + NumberedAnswer.body(answer));
        }
      }
      awaitRecords(process.gateway(), answered);
      assertThat(process.gateway().records())
          .filteredOn(entry -> text("stopped").equals(entry.get("outcome")))
          .singleElement()
          .satisfies(entry -> assertThat(entry).containsEntry("request_id", text("r-7")));
    }
  }

  private static LambdaEvent stop(TestGateway gateway, String requestId) {
    return LambdaEvent.functionUrl("DELETE", "/requests/" + requestId)
        .withHeader("x-api-key", gateway.token());
  }

  // A stopped answer is read to its end after its caller has the last of it.
  private static void awaitRecords(TestGateway gateway, int records) throws InterruptedException {
    while (gateway.records().size() < records) {
      Thread.sleep(50);
    }
  }

  private static void assertAccounted(TestGateway gateway, int answer) {
    int tokens = NumberedAnswer.outputTokens(answer);
    assertThat(gateway.lines())
        .filteredOn(line -> line.contains("\"request_id\":\"r-" + answer + "\""))
        .singleElement()
        .satisfies(line -> assertThat(line).contains("\"output_tokens\":" + tokens));
    assertThat(gateway.records())
        .filteredOn(entry -> text("r-" + answer).equals(entry.get("request_id")))
        .singleElement()
        .satisfies(entry ->
            assertThat(entry)
                .containsEntry("outcome", text("complete"))
                .containsEntry("output_tokens", number(tokens)));
  }

  private static void limitConcurrentAnswers(TestGateway gateway, int limit) {
    Map<String, AttributeValue> limits = Map.of("concurrentAnswers", number(limit));
    gateway.putCustomer(Map.of("status", text("active"), "limits", AttributeValue.fromM(limits)));
  }
}
