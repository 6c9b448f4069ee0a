package dev.streambed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.cli.fixture.LocalTables;
import dev.streambed.cli.fixture.TestTerminal;
import dev.streambed.cli.fixture.TestTerminal.Run;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class UpdateTest {

  private final LocalTables tables = LocalTables.create();
  private final TestTerminal testTerminal = new TestTerminal(tables);

  @BeforeEach
  void create() {
    testTerminal.ok("customers", "create", "--name", "Acme", "--requests-per-day", "5");
  }

  @Test
  void changesOneLimitAndLeavesTheOthers() {
    update("--usd-per-month", "20");
    assertThat(limits())
        .isEqualTo(Map.of("requestsPerDay", number("5"), "usdPerMonth", number("20")));
    update("--requests-per-day", "7", "--clear", "usd-per-month");
    assertThat(limits()).isEqualTo(Map.of("requestsPerDay", number("7")));
    update("--clear", "requests-per-day");
    assertThat(limits()).isEmpty();
  }

  @Test
  void saysWhenTheDefaultsEnd() {
    assertThat(update("--default-limits").out()).contains("limits     the function's defaults");
    assertThat(item()).doesNotContainKey("limits");
    assertThat(update("--requests-per-minute", "3").error())
        .contains("default limits no longer apply to acme");
    assertThat(update("--requests-per-minute", "4").error()).doesNotContain("default limits");
    assertThat(update("--no-limits").out()).contains("limits     none");
    assertThat(limits()).isEmpty();
  }

  @Test
  void changesNameAddressAndModels() {
    update(
        "--name", "Acme & Söhne", "--email", "a@b.example", "--model", "m.one", "--model", "m.two");
    assertThat(item())
        .containsEntry("name", AttributeValue.fromS("Acme & Söhne"))
        .containsEntry("email", AttributeValue.fromS("a@b.example"))
        .containsEntry("models", AttributeValue.fromSs(List.of("m.one", "m.two")));
    update("--model", "m.three");
    assertThat(item()).containsEntry("models", AttributeValue.fromSs(List.of("m.three")));
    update("--clear", "models,email");
    assertThat(item()).doesNotContainKeys("models", "email").containsKey("limits");
  }

  @Test
  void setsAGuardrailAndRestoresTheDeployments() {
    String arn = "arn:aws:bedrock:us-east-1:123456789012:guardrail/gr2:DRAFT";
    assertThat(update("--guardrail", "gr1:7").out()).contains("guardrail  gr1:7");
    assertThat(item()).containsEntry("guardrail", AttributeValue.fromS("gr1:7"));
    update("--guardrail", arn);
    assertThat(item()).containsEntry("guardrail", AttributeValue.fromS(arn));
    assertThat(testTerminal.ok("customers", "list").out())
        .anyMatch(line -> line.endsWith("gr2:DRAFT"));
    update("--no-guardrail");
    assertThat(item()).doesNotContainKey("guardrail").containsKey("limits");
  }

  @Test
  void takesNoGuardrailThatBedrockWouldNotTake() {
    for (String wrong :
        List.of(
            "gr1",
            "gr1:0",
            "gr1:latest",
            "GR1:1",
            "arn:aws:bedrock:us-east-1:123456789012:guardrail/gr2")) {
      Run run = testTerminal.run("customers", "update", "acme", "--guardrail", wrong);
      assertThat(run.exitCode()).as(wrong).isEqualTo(2);
      assertThat(run.error()).contains("is not a guardrail's id or ARN, a colon and its version");
    }
    assertThat(
            testTerminal
                .run("customers", "update", "acme", "--guardrail", "a:1", "--no-guardrail")
                .error())
        .contains("--guardrail and --no-guardrail exclude each other");
    assertThat(item()).doesNotContainKey("guardrail");
  }

  @Test
  void keepsWhatItDoesNotKnow() {
    tables
        .dynamoDb()
        .updateItem(request ->
            request
                .tableName(tables.names().customers())
                .key(Map.of("customerId", AttributeValue.fromS("acme")))
                .updateExpression("SET #limits.#later = :one, #later = :one")
                .expressionAttributeNames(Map.of("#limits", "limits", "#later", "later"))
                .expressionAttributeValues(Map.of(":one", number("1"))));
    update("--requests-per-day", "9");
    assertThat(item()).containsEntry("later", number("1"));
    assertThat(limits()).isEqualTo(Map.of("requestsPerDay", number("9"), "later", number("1")));
  }

  @Test
  void losesNoneOfTwoChangesAtTheSameTime() throws Exception {
    try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 1; round <= 20; round++) {
        String value = Integer.toString(round);
        CountDownLatch go = new CountDownLatch(1);
        List<Future<Run>> runs =
            List.of("--requests-per-minute", "--tokens-per-minute", "--concurrent-answers").stream()
                .map(option ->
                    people.submit(() -> {
                      go.await();
                      return new TestTerminal(tables)
                          .run("customers", "update", "acme", option, value);
                    }))
                .toList();
        go.countDown();
        for (Future<Run> run : runs) {
          assertThat(run.get().exitCode()).as("%s", run.get()).isZero();
        }
        assertThat(limits())
            .containsEntry("requestsPerMinute", number(value))
            .containsEntry("tokensPerMinute", number(value))
            .containsEntry("concurrentAnswers", number(value));
      }
    }
  }

  private Run update(String... options) {
    String[] command = {"customers", "update", "acme"};
    String[] all = new String[command.length + options.length];
    System.arraycopy(command, 0, all, 0, command.length);
    System.arraycopy(options, 0, all, command.length, options.length);
    return testTerminal.ok(all);
  }

  private Map<String, AttributeValue> item() {
    return tables.customers().getFirst();
  }

  private Map<String, AttributeValue> limits() {
    return Objects.requireNonNull(item().get("limits")).m();
  }

  private static AttributeValue number(String value) {
    return AttributeValue.fromN(value);
  }
}
