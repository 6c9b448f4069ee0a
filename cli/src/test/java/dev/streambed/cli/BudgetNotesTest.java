package dev.streambed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.cli.fixture.LocalTables;
import dev.streambed.cli.fixture.TestTerminal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Commands that give a customer a budget warn of models without a price.
class BudgetNotesTest {

  private static final String LITE = "amazon.nova-lite-v1:0";
  private static final String UNKNOWN = "nobody.knows-v1:0";

  @TempDir private Path folder;

  private final LocalTables tables = LocalTables.create();
  private final TestTerminal testTerminal = new TestTerminal(tables);

  @Test
  void namesModelsOfTheCustomerWithoutAPrice() {
    assertThat(create("Acme", "--usd-per-month", "5", "--model", LITE, "--model", UNKNOWN))
        .contains("acme has a budget, and the price book in use (bundled-")
        .contains(") has no price of " + UNKNOWN + ": the gateway refuses these models to it");
    assertThat(create("Free", "--model", UNKNOWN)).doesNotContain("budget");
    assertThat(create("Priced", "--usd-per-month", "5", "--model", LITE)).doesNotContain("budget");
  }

  @Test
  void looksAtEveryDeployedModelOfACustomerWithoutAListOfItsOwn() {
    tables.deploy(LITE, UNKNOWN, "global.anthropic.claude-opus-5-5");
    assertThat(create("Acme", "--usd-per-month", "5")).contains("has no price of " + UNKNOWN + ":");
    tables.deploy(LITE);
    assertThat(create("Other", "--usd-per-month", "5")).doesNotContain("budget");
  }

  @Test
  void saysWhenItCannotTell() {
    assertThat(create("Acme", "--usd-per-month", "5"))
        .contains("which models are deployed could not be read");
  }

  @Test
  void saysItAgainWhenABudgetOrModelsChange() {
    create("Acme", "--model", LITE);
    assertThat(update("--usd-per-month", "5")).doesNotContain("budget");
    assertThat(update("--model", UNKNOWN)).contains("has no price of " + UNKNOWN);
    assertThat(update("--name", "Acme 2")).contains("has no price of " + UNKNOWN);
    assertThat(update("--clear", "usd-per-month")).doesNotContain("budget");
  }

  @Test
  void looksIntoTheBookThatIsInUse() throws Exception {
    Path book =
        Files.writeString(
            folder.resolve("book.json"),
            "{\"%s\":{\"input_cost_per_token\":1e-6,\"output_cost_per_token\":1e-6}}"
                .formatted(UNKNOWN));
    testTerminal.ok("prices", "put", book.toString(), "--version", "ours", "--use");
    assertThat(create("Acme", "--usd-per-month", "5", "--model", UNKNOWN, "--model", LITE))
        .contains("the price book in use (ours) has no price of " + LITE + ":");
  }

  private String create(String name, String... options) {
    return run("create", "--name", name, options);
  }

  private String update(String... options) {
    return run("update", "acme", options[0], Arrays.copyOfRange(options, 1, options.length));
  }

  private String run(String first, String second, String third, String... rest) {
    String[] all = new String[4 + rest.length];
    all[0] = "customers";
    all[1] = first;
    all[2] = second;
    all[3] = third;
    System.arraycopy(rest, 0, all, 4, rest.length);
    return testTerminal.ok(all).error();
  }
}
