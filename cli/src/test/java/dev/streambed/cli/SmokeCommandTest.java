package dev.streambed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.cli.fixture.FakeGateway;
import dev.streambed.cli.fixture.LocalTables;
import dev.streambed.cli.fixture.TestTerminal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `smoke`, up to its first request to a model; a test of the whole product runs the rest.
class SmokeCommandTest {

  private static final String MODELS =
      """
      {"models": [{"id": "amazon.nova-micro-v1:0", "kind": "text",
        "usdPerMillionTokens": {"input": 0.04, "output": 0.14}}]}
      """;

  @TempDir private Path folder;
  private final FakeGateway gateway = new FakeGateway();
  private final TestTerminal testTerminal = new TestTerminal(LocalTables.create());

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void sendsTheKeyNowhereUnsafe() {
    for (String url :
        List.of(
            "http://gateway.example.com",
            "https://me@gateway.example.com",
            "ftp://x",
            "gateway",
            "https://gateway.example.com/?a=b",
            "http://127.0.0.1.example.com")) {
      TestTerminal.Run run = testTerminal.run("smoke", "--url", url, "--key", "sb_secret_secret");
      assertThat(run.exitCode()).as(url).isEqualTo(2);
      assertThat(run.error()).contains("--url is an address").doesNotContain("sb_secret_secret");
    }
  }

  @Test
  void needsAKey() throws Exception {
    assertThat(testTerminal.run("smoke", "--url", url()).exitCode()).isEqualTo(2);
    Path file = Files.writeString(folder.resolve("key"), "two words");
    TestTerminal.Run run = testTerminal.run("smoke", "--url", url(), "--key-file", file.toString());
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.error()).doesNotContain("two words");
    assertThat(gateway.requests()).isEmpty();
  }

  @Test
  void cannotRunWithAKeyThatIsRefused() {
    gateway.answers("/models", 401, "{}");
    assertThat(failure()).isEqualTo("streambed: the gateway refuses the key: status 401");
  }

  @Test
  void cannotRunWhereNothingAnswers() {
    gateway.close();
    assertThat(failure()).startsWith("streambed: no gateway answers at http://127.0.0.1:");
  }

  @Test
  void asksNoModelThatMayCostTooMuch() {
    gateway.answers("/models", 200, MODELS);
    assertThat(failure("--max-usd", "0.000001")).contains("may cost more than --max-usd 0.000001");
    assertThat(failure("--model", "amazon.nova-new-v1:0")).contains("no price", "--unpriced");
    assertThat(gateway.requests()).containsOnly("GET /models");
  }

  @Test
  void reportsEverythingOfAGatewayThatHasNothing() throws Exception {
    gateway.answers("/models", 200, MODELS);
    Path report = folder.resolve("report.md");
    TestTerminal.Run run = run("--report", report.toString());
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out().getFirst()).startsWith("asks amazon.nova-micro-v1:0, at most ");
    assertThat(Files.readString(report)).contains("## Deviations").doesNotContain("sb_secret");
  }

  private String failure(String... more) {
    TestTerminal.Run run = run(more);
    assertThat(run.exitCode()).as("%s", run).isEqualTo(1);
    return run.error();
  }

  private TestTerminal.Run run(String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("smoke", "--url", url(), "--key", "sb_secret_secret"));
    arguments.addAll(List.of(more));
    return testTerminal.run(arguments.toArray(String[]::new));
  }

  private String url() {
    return gateway.uri().toString();
  }
}
