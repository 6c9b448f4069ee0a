package dev.streambed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.cli.fixture.LocalTables;
import dev.streambed.cli.fixture.TestTerminal;
import dev.streambed.cli.fixture.TestTerminal.Run;
import dev.streambed.gateway.domain.Limit;
import dev.streambed.gateway.domain.LimitName;
import dev.streambed.gateway.domain.RateLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class CustomersTest {

  private final LocalTables tables = LocalTables.create();
  private final TestTerminal testTerminal = new TestTerminal(tables);

  @Test
  void makesACustomerAsTheTablesAreDocumented() {
    testTerminal.ok(
        "customers",
        "create",
        "--name",
        "Acme, Ltd.",
        "--email",
        "billing@acme.example",
        "--requests-per-minute",
        "60",
        "--requests-per-day",
        "5000",
        "--tokens-per-minute",
        "90000",
        "--usd-per-month",
        "12.25",
        "--concurrent-answers",
        "4",
        "--max-tokens-reserved",
        "8000",
        "--model",
        "amazon.nova-micro-v1:0",
        "--model",
        "amazon.nova-lite-v1:0",
        "--guardrail",
        "gr1abc:3");
    assertThat(tables.customers())
        .containsExactly(
            Map.of(
                "customerId", text("acme-ltd"),
                "name", text("Acme, Ltd."),
                "email", text("billing@acme.example"),
                "status", text("active"),
                "createdAt", text("2026-11-21T09:15:02.123Z"),
                "guardrail", text("gr1abc:3"),
                "models",
                    AttributeValue.fromSs(
                        List.of("amazon.nova-lite-v1:0", "amazon.nova-micro-v1:0")),
                "limits",
                    AttributeValue.fromM(
                        Map.of(
                            "requestsPerMinute", number("60"),
                            "requestsPerDay", number("5000"),
                            "tokensPerMinute", number("90000"),
                            "usdPerMonth", number("12.25"),
                            "concurrentAnswers", number("4"),
                            "maxTokensReserved", number("8000")))));
    assertThat(tables.apiKeys()).isEmpty();
  }

  @Test
  void limitsWhatAMinuteMayBringBesidesRequests() {
    testTerminal.ok(
        ("customers create --name Acme --api-keys-per-minute 1 --usage-requests-per-minute 2"
                + " --prompt-parts-per-minute 3 --stops-per-minute 4 --connections-per-minute 0"
                + " --token-counts-per-minute 5")
            .split(" "));
    assertThat(item("acme").get("limits"))
        .isEqualTo(
            AttributeValue.fromM(
                Map.of(
                    "apiKeysPerMinute", number("1"),
                    "usageRequestsPerMinute", number("2"),
                    "promptPartsPerMinute", number("3"),
                    "stopsPerMinute", number("4"),
                    "connectionsPerMinute", number("0"),
                    "tokenCountsPerMinute", number("5"))));
    testTerminal.ok("customers", "update", "acme", "--clear", "stops-per-minute");
    assertThat(item("acme"))
        .hasEntrySatisfying(
            "limits",
            limits -> assertThat(limits.m()).hasSize(5).doesNotContainKey("stopsPerMinute"));
  }

  @Test
  void hasAnOptionForEveryLimitOfTheGateway() {
    List<String> arguments = new ArrayList<>(List.of("customers", "create", "--name", "Acme"));
    Map<String, AttributeValue> limits = new HashMap<>(Map.of("maxTokensReserved", number("1")));
    Stream.<LimitName>concat(Stream.of(Limit.values()), Stream.of(RateLimit.values()))
        .forEach(limit -> limits.put(limit.wireName(), number("1")));
    dev.streambed.cli.domain.Limit.all()
        .forEach(limit -> arguments.addAll(List.of("--" + limit.option(), "1")));
    testTerminal.ok(arguments.toArray(String[]::new));
    assertThat(item("acme").get("limits")).isEqualTo(AttributeValue.fromM(limits));
    assertThat(String.join("\n", testTerminal.ok("customers", "create", "--help").out()))
        .contains("--requests-per-minute=N", "--usd-per-month=USD", "Limits stops in a minute.");
  }

  @Test
  void leavesLimitsAndModelsOutOfTheTableUnlessTheyAreGiven() {
    testTerminal.ok("customers", "create", "--name", "Acme");
    assertThat(tables.customers().getFirst())
        .containsOnlyKeys("customerId", "name", "status", "createdAt");
    testTerminal.ok("customers", "create", "--name", "Free", "--no-limits");
    assertThat(item("free").get("limits")).isEqualTo(AttributeValue.fromM(Map.of()));
  }

  @Test
  void issuesAFirstKeyInTheSameStepAndShowsNothingElse() {
    Run run = testTerminal.ok("customers", "create", "--name", "Acme", "--issue-key");
    assertThat(run.out()).singleElement().asString().matches("sb_[A-Za-z0-9_-]{43}");
    assertThat(run.error()).contains("made the customer acme", "only time");
    assertThat(tables.apiKeys()).hasSize(1);
    assertThat(tables.apiKeys().toString()).doesNotContain(run.out().getFirst());
  }

  @Test
  void refusesAnIdThatIsTakenAndLeavesNothingBehind() {
    testTerminal.ok("customers", "create", "--name", "Acme");
    Run run = testTerminal.run("customers", "create", "--name", "ACME!", "--issue-key");
    assertThat(run.exitCode()).isEqualTo(4);
    assertThat(run.out()).isEmpty();
    assertThat(run.error())
        .isEqualTo("streambed: there is a customer acme already: choose another --id");
    assertThat(item("acme").get("name")).isEqualTo(text("Acme"));
    assertThat(tables.apiKeys()).isEmpty();
  }

  @Test
  void suspendsAndResumesAsOftenAsAsked() {
    testTerminal.ok("customers", "create", "--name", "Acme");
    testTerminal.wait(Duration.ofDays(1));
    Run suspended = testTerminal.ok("customers", "suspend", "acme");
    assertThat(suspended.error()).contains("within 60 seconds");
    assertThat(item("acme"))
        .containsEntry("status", text("suspended"))
        .containsEntry("updatedAt", text("2026-11-22T09:15:02.123Z"));
    testTerminal.wait(Duration.ofDays(1));
    assertThat(testTerminal.ok("customers", "suspend", "acme").error())
        .contains("acme was suspended before");
    assertThat(item("acme")).containsEntry("updatedAt", text("2026-11-22T09:15:02.123Z"));
    testTerminal.ok("customers", "resume", "acme");
    assertThat(item("acme")).containsEntry("status", text("active"));
  }

  @Test
  void showsACustomerForPeopleAndForPrograms() {
    testTerminal.ok(
        "customers", "create", "--name", "Acme", "--requests-per-day", "5", "--issue-key");
    testTerminal.ok("keys", "issue", "--customer", "acme", "--name", "ci", "--expires", "90d");
    Run shown = testTerminal.ok("customers", "show", "acme");
    assertThat(shown.out())
        .contains(
            "customer   acme",
            "status     active",
            "limits     requests-per-day 5",
            "models     every deployed one");
    assertThat(String.join("\n", shown.out())).contains("2027-02-19T09:15:02Z", "0 requests");
    Run json = testTerminal.ok("customers", "show", "acme", "--json");
    assertThat(json.out().getFirst())
        .startsWith(
            "{\"customerId\":\"acme\",\"name\":\"Acme\",\"status\":\"active\","
                + "\"limits\":{\"requestsPerDay\":5},\"createdAt\":\"2026-11-21T09:15:02.123Z\"");
    assertThat(json.json().array("tokens").orElseThrow().elements()).hasSize(2);
    assertThat(json.json().object("usage").orElseThrow().text("month")).contains("2026-11");
    assertThat(json.out().getFirst()).doesNotContain("keyHash");
  }

  @Test
  void saysThatThereIsNoSuchCustomer() {
    for (String command : new String[] {"show", "suspend", "resume"}) {
      Run run = testTerminal.run("customers", command, "nobody");
      assertThat(run.exitCode()).isEqualTo(3);
      assertThat(run.error()).isEqualTo("streambed: there is no customer nobody");
    }
    Run run = testTerminal.run("customers", "update", "nobody", "--name", "Somebody", "--json");
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.error())
        .isEqualTo("{\"error\":\"there is no customer nobody\",\"code\":\"not_found\"}");
    assertThat(tables.customers()).isEmpty();
  }

  @Test
  void showsNoControlCharactersOfOthers() {
    tables.put(
        tables.names().customers(),
        Map.of(
            "customerId", text("evil"),
            "name", text("\u001b[2Jcleared\u202e"),
            "status", text("active")));
    assertThat(String.join("\n", testTerminal.ok("customers", "show", "evil").out()))
        .contains("?[2Jcleared?")
        .doesNotContain("\u001b", "\u202e");
  }

  private Map<String, AttributeValue> item(String id) {
    return tables.customers().stream()
        .filter(item -> text(id).equals(item.get("customerId")))
        .findFirst()
        .orElseThrow();
  }

  private static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  private static AttributeValue number(String value) {
    return AttributeValue.fromN(value);
  }
}
