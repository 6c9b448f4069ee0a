package dev.streambed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.cli.domain.ApiKey;
import dev.streambed.cli.domain.ApiKeyEntry;
import dev.streambed.cli.domain.CustomerId;
import dev.streambed.cli.fixture.LocalTables;
import dev.streambed.cli.fixture.TestTerminal;
import dev.streambed.cli.fixture.TestTerminal.Run;
import dev.streambed.cli.tables.ApiKeyTable;
import dev.streambed.cli.tables.StackTables;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class RotationTest {

  private final LocalTables tables = LocalTables.create();
  private final TestTerminal testTerminal = new TestTerminal(tables);
  private String old = "";

  @BeforeEach
  void create() {
    old = testTerminal.ok("customers", "create", "--name", "Acme", "--issue-key").out().getFirst();
  }

  @Test
  void putsANewKeyInThePlaceOfTheOld() {
    testTerminal.wait(Duration.ofDays(30));
    Run run = testTerminal.ok("keys", "rotate", "--customer", "acme", "--grace", "7d", "--json");
    String token = run.json().text("token").orElseThrow();
    assertThat(token).isNotEqualTo(old);
    assertThat(run.json().text("replaces")).contains(old.substring(0, 11));
    assertThat(run.json().text("replacedExpiresAt")).contains("2026-12-28T09:15:02Z");
    assertThat(key(old))
        .containsEntry("status", text("deprecated"))
        .containsEntry("expiresAt", AttributeValue.fromN("1798449302"));
    assertThat(key(token)).containsEntry("status", text("active")).doesNotContainKey("expiresAt");
  }

  @Test
  void letsTheNewOneLiveAsLongAsTheOldOneWasMeantTo() {
    String shortLived =
        testTerminal
            .ok("keys", "issue", "--customer", "acme", "--expires", "30d", "--name", "ci")
            .out()
            .getFirst();
    testTerminal.wait(Duration.ofDays(29));
    Run run = testTerminal.ok("keys", "rotate", "--key", shortLived.substring(0, 11));
    assertThat(key(run.out().getFirst()))
        .containsEntry("expiresAt", AttributeValue.fromN("1800350102"))
        .containsEntry("name", text("ci"));
    // Its own end comes before that of the grace period.
    assertThat(key(shortLived)).containsEntry("expiresAt", AttributeValue.fromN("1797844502"));
    assertThat(run.error()).contains("works until 2026-12-21T09:15:02Z");
  }

  @Test
  void asksWhichOfSeveral() {
    testTerminal.ok("keys", "issue", "--customer", "acme");
    Run run = testTerminal.run("keys", "rotate", "--customer", "acme");
    assertThat(run.exitCode()).isEqualTo(4);
    assertThat(run.error()).contains("has 2 active keys: say which with --key");
    assertThat(tables.apiKeys()).hasSize(2);
  }

  @Test
  void rotatesNoKeyThatIsOver() {
    testTerminal.ok("keys", "revoke", "--key", old);
    assertThat(testTerminal.run("keys", "rotate", "--customer", "acme").exitCode()).isEqualTo(3);
    Run run = testTerminal.run("keys", "rotate", "--key", old);
    assertThat(run.exitCode()).isEqualTo(4);
    assertThat(run.error()).contains("is revoked: only an active one");
    assertThat(testTerminal.run("keys", "rotate", "--customer", "nobody").exitCode()).isEqualTo(3);
    assertThat(tables.apiKeys()).hasSize(1);
  }

  @Test
  void leavesBrowserKeysAlone() {
    tables.putBrowserKey("acme", "sb_browser0", Map.of("parentHash", text(ApiKey.hashOf(old))));
    assertThat(testTerminal.run("keys", "rotate", "--key", "sb_browser0").exitCode()).isEqualTo(4);
    testTerminal.ok("keys", "rotate", "--customer", "acme");
    assertThat(key(old)).containsEntry("status", text("deprecated"));
  }

  @Test
  void changesNothingWhenTheOldOneWasChangedMeanwhile() {
    try (StackTables open = tables.open()) {
      ApiKeyTable keys = new ApiKeyTable(open, TestTerminal.START);
      ApiKeyEntry read = keys.get(ApiKey.hashOf(old)).orElseThrow();
      testTerminal.ok("keys", "revoke", "--key", old);
      ApiKey.New key = new ApiKey.New(ApiKey.random(new SecureRandom()), new CustomerId("acme"));
      assertThat(keys.rotate(read, key, TestTerminal.START))
          .isEqualTo(ApiKeyTable.IssueResult.CHANGED_MEANWHILE);
      assertThat(keys.deprecate(read, TestTerminal.START)).isEmpty();
    }
    assertThat(tables.apiKeys()).hasSize(1);
    assertThat(key(old)).containsEntry("status", text("revoked")).doesNotContainKey("expiresAt");
  }

  @Test
  void rotatesOnceWhenSeveralPeopleRotateAtOnce() throws Exception {
    try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Run>> runs =
          Stream.generate(() ->
                  people.submit(() -> new TestTerminal(tables).run("keys", "rotate", "--key", old)))
              .limit(6)
              .toList();
      int done = 0;
      for (Future<Run> run : runs) {
        done += run.get().exitCode() == 0 ? 1 : 0;
        assertThat(run.get().exitCode()).as("%s", run.get()).isIn(0, 1, 4);
      }
      assertThat(done).isEqualTo(1);
    }
    assertThat(tables.apiKeys()).hasSize(2);
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
