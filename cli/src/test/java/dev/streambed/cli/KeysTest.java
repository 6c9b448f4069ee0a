package dev.streambed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.cli.domain.ApiKey;
import dev.streambed.cli.fixture.LocalTables;
import dev.streambed.cli.fixture.TestTerminal;
import dev.streambed.cli.fixture.TestTerminal.Run;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class KeysTest {

  private final LocalTables tables = LocalTables.create();
  private final TestTerminal testTerminal = new TestTerminal(tables);

  @BeforeEach
  void create() {
    testTerminal.ok("customers", "create", "--name", "Acme");
  }

  @Test
  void storesOnlyTheHashOfAnIssuedKey() {
    Run run =
        testTerminal.ok("keys", "issue", "--customer", "acme", "--expires", "90d", "--name", "ci");
    String token = run.out().getFirst();
    assertThat(run.out()).hasSize(1);
    assertThat(run.error()).contains(token.substring(0, 11), "only time").doesNotContain(token);
    assertThat(tables.apiKeys())
        .containsExactly(
            Map.of(
                "keyHash", text(ApiKey.hashOf(token)),
                "customerId", text("acme"),
                "prefix", text(token.substring(0, 11)),
                "status", text("active"),
                "name", text("ci"),
                "createdAt", text("2026-11-21T09:15:02.123Z"),
                "expiresAt", AttributeValue.fromN("1803028502")));
  }

  @Test
  void givesAKeyAndItsSuccessorAReservationOfItsOwn() {
    Run run =
        testTerminal.ok("keys", "issue", "--customer", "acme", "--max-tokens-reserved", "4000");
    String token = run.out().getFirst();
    assertThat(key(token)).containsEntry("maxTokensReserved", AttributeValue.fromN("4000"));
    assertThat(testTerminal.ok("keys", "list").out().get(1)).endsWith("4000");
    String next = testTerminal.ok("keys", "rotate", "--key", token).out().getFirst();
    assertThat(key(next)).containsEntry("maxTokensReserved", AttributeValue.fromN("4000"));
    assertThat(testTerminal.ok("keys", "list", "--json").out())
        .allSatisfy(line -> assertThat(line).contains("\"maxTokensReserved\":4000"));
  }

  @Test
  void tellsWhenAKeyWasLastUsed() {
    String token = issue();
    assertThat(testTerminal.ok("keys", "list").out().get(1)).contains(" -  ");
    Map<String, AttributeValue> used = new HashMap<>(key(token));
    used.put("lastUsedAt", text("2026-11-21T10:15:03Z"));
    tables.put(tables.names().apiKeys(), used);
    assertThat(testTerminal.ok("keys", "list").out().get(1)).contains(" 2026-11-21T10:15:03Z ");
    assertThat(testTerminal.ok("keys", "list", "--json").json().text("lastUsedAt"))
        .contains("2026-11-21T10:15:03Z");
  }

  @Test
  void issuesNothingForACustomerThatIsNotThere() {
    Run run = testTerminal.run("keys", "issue", "--customer", "nobody");
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out()).isEmpty();
    assertThat(tables.apiKeys()).isEmpty();
  }

  @Test
  void takesInstantsAndDaysAndNever() {
    assertThat(expiry("2027-01-31")).isEqualTo(AttributeValue.fromN("1801353600"));
    assertThat(expiry("2027-01-31T09:00:00Z")).isEqualTo(AttributeValue.fromN("1801386000"));
    assertThat(expiry("30m")).isEqualTo(AttributeValue.fromN("1795254302"));
    testTerminal.ok("keys", "issue", "--customer", "acme", "--expires", "never");
    assertThat(tables.apiKeys()).filteredOn(key -> !key.containsKey("expiresAt")).hasSize(1);
  }

  @Test
  void revokesForGoodAndSaysSoTheSecondTime() {
    String token = issue();
    testTerminal.wait(Duration.ofHours(1));
    Run revoked = testTerminal.ok("keys", "revoke", "--key", token.substring(0, 11));
    assertThat(revoked.error()).contains("within 60 seconds");
    assertThat(tables.apiKeys().getFirst())
        .containsEntry("status", text("revoked"))
        .containsEntry("revokedAt", text("2026-11-21T10:15:02.123Z"));
    testTerminal.wait(Duration.ofHours(1));
    assertThat(testTerminal.ok("keys", "revoke", "--key", token).error()).contains("before");
    assertThat(tables.apiKeys().getFirst())
        .containsEntry("revokedAt", text("2026-11-21T10:15:02.123Z"));
    Run expire = testTerminal.run("keys", "expire", "--key", token, "--at", "1d");
    assertThat(expire.exitCode()).isEqualTo(4);
    assertThat(expire.error()).doesNotContain(token);
    assertThat(testTerminal.run("keys", "deprecate", "--key", token).exitCode()).isEqualTo(4);
  }

  @Test
  void deprecatesOnceAndNeverLengthensALife() {
    String token = issue();
    testTerminal.ok("keys", "deprecate", "--key", token, "--grace", "2d");
    assertThat(tables.apiKeys().getFirst())
        .containsEntry("status", text("deprecated"))
        .containsEntry("expiresAt", AttributeValue.fromN("1795425302"));
    Run again = testTerminal.run("keys", "deprecate", "--key", token);
    assertThat(again.exitCode()).isEqualTo(4);
    assertThat(again.error()).contains("deprecated already");
    Run never = testTerminal.run("keys", "expire", "--key", token, "--at", "never");
    assertThat(never.exitCode()).isEqualTo(4);
    String soon =
        testTerminal.ok("keys", "issue", "--customer", "acme", "--expires", "1d").out().getFirst();
    testTerminal.ok("keys", "deprecate", "--key", soon, "--grace", "30d");
    assertThat(key(soon)).containsEntry("expiresAt", AttributeValue.fromN("1795338902"));
  }

  @Test
  void isDoneAlsoWhenTheAnswerToTheWriteWasLost() {
    String token = issue();
    for (String command : List.of("expire --at 1h", "expire --at never", "deprecate", "revoke")) {
      tables.loseNextAnswer();
      List<String> words = new ArrayList<>(List.of("keys"));
      words.addAll(List.of(command.split(" ")));
      words.addAll(List.of("--key", token));
      Run run = testTerminal.ok(words.toArray(String[]::new));
      assertThat(run.error()).contains("within 60 seconds");
    }
    assertThat(key(token)).containsEntry("status", text("revoked"));
  }

  @Test
  void changesNothingThatSomebodyElseChangedAtTheSameMoment() {
    String token = issue();
    tables.meanwhile(() -> testTerminal.ok("keys", "expire", "--key", token, "--at", "1h"));
    Run run = testTerminal.run("keys", "expire", "--key", token, "--at", "2h");
    assertThat(run.exitCode()).isEqualTo(4);
    assertThat(key(token)).containsEntry("expiresAt", AttributeValue.fromN("1795256102"));
  }

  @Test
  void neverLengthensTheLifeOfABrowserKey() {
    tables.putBrowserKey(
        "acme",
        "sb_browser0",
        Map.of(
            "expiresAt", AttributeValue.fromN("1795254302"), "parentHash", text("2".repeat(64))));
    for (String later : List.of("never", "31m", "2027-01-31")) {
      Run run = testTerminal.run("keys", "expire", "--key", "sb_browser0", "--at", later);
      assertThat(run.exitCode()).isEqualTo(4);
      assertThat(run.error()).contains("can only end sooner");
    }
    testTerminal.ok("keys", "expire", "--key", "sb_browser0", "--at", "10m");
    assertThat(tables.apiKeys().getFirst())
        .containsEntry("expiresAt", AttributeValue.fromN("1795253102"));
  }

  @Test
  void movesTheEndOfAKeyAndTakesItAway() {
    String token = issue();
    testTerminal.ok("keys", "expire", "--key", token, "--at", "1h");
    assertThat(key(token)).containsEntry("expiresAt", AttributeValue.fromN("1795256102"));
    testTerminal.ok("keys", "expire", "--key", token, "--at", "never");
    assertThat(key(token)).doesNotContainKey("expiresAt").containsEntry("status", text("active"));
  }

  @Test
  void listsAKeysStateAndNotTheKey() {
    String token = issue();
    testTerminal.ok("keys", "issue", "--customer", "acme", "--expires", "1h", "--name", "ci");
    testTerminal.wait(Duration.ofHours(2));
    Run run = testTerminal.ok("keys", "list", "--customer", "acme");
    assertThat(run.out()).hasSize(3);
    assertThat(run.out().getFirst())
        .matches("KEY +CUSTOMER +STATUS +NAME +CREATED +LAST USED +EXPIRES +RESERVES");
    assertThat(String.join("\n", run.out()))
        .contains(token.substring(0, 11) + "…", "expired", "never", "2026-11-21T10:15:02Z")
        .doesNotContain(token);
    assertThat(testTerminal.ok("keys", "list", "--json").jsonLines())
        .hasSize(2)
        .allMatch(key -> key.text("token").isEmpty() && key.text("keyHash").isEmpty());
    assertThat(testTerminal.run("keys", "list", "--customer", "nobody").exitCode()).isEqualTo(3);
  }

  @Test
  void saysWhatIsMeantWhenPrefixesMeet() {
    String token = issue();
    String prefix = token.substring(0, 11);
    tables.put(
        tables.names().apiKeys(),
        Map.of(
            "keyHash", text("0".repeat(64)),
            "customerId", text("other"),
            "prefix", text(prefix),
            "status", text("active")));
    Run both = testTerminal.run("keys", "revoke", "--key", prefix);
    assertThat(both.exitCode()).isEqualTo(4);
    assertThat(both.error()).contains("2 keys begin with " + prefix);
    testTerminal.ok("keys", "revoke", "--key", prefix, "--customer", "acme");
    assertThat(key(token)).containsEntry("status", text("revoked"));
    assertThat(tables.apiKeys())
        .filteredOn(key -> text("active").equals(key.get("status")))
        .hasSize(1);
  }

  @Test
  void findsNoKeyOfAnotherCustomer() {
    String token = issue();
    for (String name : new String[] {token, token.substring(0, 11), "sb_AAAAAAAA"}) {
      Run run = testTerminal.run("keys", "revoke", "--key", name, "--customer", "other");
      assertThat(run.exitCode()).isEqualTo(3);
      assertThat(run.error()).doesNotContain(token);
    }
    assertThat(key(token)).containsEntry("status", text("active"));
  }

  @Test
  void takesTheFormerNamesOfTheCommandsAndTheirOptions() {
    Run created = testTerminal.ok("customers", "create", "--name", "Other", "--issue-token");
    String first = created.out().getFirst();
    Run rotated = testTerminal.ok("tokens", "rotate", "--token", first, "--grace", "1h", "--json");
    String second = rotated.json().text("token").orElseThrow();
    assertThat(key(first)).containsEntry("status", text("deprecated"));
    String third = testTerminal.ok("tokens", "issue", "--customer", "other").out().getFirst();
    testTerminal.ok("tokens", "deprecate", "--token", third);
    testTerminal.ok("tokens", "expire", "--token", third, "--at", "1h");
    testTerminal.ok("tokens", "revoke", "--token", second);
    assertThat(testTerminal.ok("tokens", "list", "--customer", "other", "--json").jsonLines())
        .extracting(key -> key.text("status").orElseThrow())
        .containsExactlyInAnyOrder("deprecated", "revoked", "deprecated");
    assertThat(testTerminal.ok("tokens", "issue", "--help").out())
        .isEqualTo(testTerminal.ok("keys", "issue", "--help").out());
    assertThat(testTerminal.run("tokens", "issue").err().getLast())
        .isEqualTo("streambed: ./streambed keys issue --help tells more");
  }

  private String issue() {
    return testTerminal.ok("keys", "issue", "--customer", "acme").out().getFirst();
  }

  private @Nullable AttributeValue expiry(String when) {
    Run run = testTerminal.ok("keys", "issue", "--customer", "acme", "--expires", when);
    return key(run.out().getFirst()).get("expiresAt");
  }

  private Map<String, AttributeValue> key(String token) {
    return tables.apiKeys().stream()
        .filter(key -> text(ApiKey.hashOf(token)).equals(key.get("keyHash")))
        .findFirst()
        .orElseThrow();
  }

  private static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }
}
