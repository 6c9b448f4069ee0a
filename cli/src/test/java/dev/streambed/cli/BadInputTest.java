package dev.streambed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.cli.fixture.LocalTables;
import dev.streambed.cli.fixture.TestTerminal;
import dev.streambed.cli.fixture.TestTerminal.Run;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadInputTest {

  private static final String TOKEN = "sb_" + "AbCdEfGh".repeat(5) + "xyz";

  private final LocalTables tables = LocalTables.create();
  private final TestTerminal testTerminal = new TestTerminal(tables);

  @BeforeEach
  void create() {
    testTerminal.ok("customers", "create", "--name", "Acme", "--requests-per-day", "5");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          customers create                                            | --name=NAME
          customers create --name X --id a#b                          | --id is 1 to 64 letters
          customers create --name X --id -a                           | --id
          customers create --name 東京                                 | give --id
          customers create --name X --email nobody                    | --email is not an address
          customers create --name X --requests-per-day -1             | not a whole number
          customers create --name X --requests-per-day 1.5            | not a whole number
          customers create --name X --requests-per-minute many        | 'many' is not a whole number
          customers create --name X --tokens-per-minute 9999999999999999 | not a whole number
          customers create --name X --usd-per-month -1                | is not dollars
          customers create --name X --usd-per-month 1e3               | is not dollars
          customers create --name X --usd-per-month 0.0000000001      | at most nine decimals
          customers create --name X --model ../secret                 | is no model id
          customers create --name X --no-limits --requests-per-day 1  | --no-limits does not go
          customers create --name X --colour red                      | Unknown option
          customers update acme                                       | nothing to change
          customers update acme --clear colour                        | --clear knows no 'colour'
          customers update acme --clear requests-per-day --requests-per-day 5 | exclude
          customers update acme --clear models --model a.b            | exclude
          customers update acme --no-limits --default-limits          | exclude
          customers update acme --no-limits --clear requests-per-day  | exclude
          customers show                                              | Missing required parameter
          customers show ''                                           | not empty
          customers list --limit 0                                    | --limit is 1 to 1000
          customers list --limit 1001                                 | --limit is 1 to 1000
          customers list --next !                                     | --next is not what a list said
          customers list --all --limit 2                              | --all does not go
          customers dance                                             | Unmatched argument
          keys                                                        | Missing required subcommand
          keys issue                                                  | --customer=ID
          keys issue --customer acme --expires yesterday              | is not a time from now
          keys issue --customer acme --expires 2026-11-20             | is in the past
          keys issue --customer acme --expires 999999w                | too far away
          keys issue --customer acme --expires 0s                     | is in the past
          keys rotate                                                 | give --customer or --key
          keys rotate --customer acme --grace never                   | is not a time
          keys rotate --customer acme --grace -7d                     | is not a time
          keys revoke --key sb_short                                  | its first 11 characters
          keys expire --key sb_AbCdEfGh                               | --at=WHEN
          usage --month november                                      | is not a month
          usage --month 2026-13                                       | is not a month
          usage --by hour                                             | --by is day, model
          usage --by day,day                                          | --by is day, model
          usage --format xml                                          | xml
          usage --local --stack other                                 | do not go with
          """)
  void saysWhatIsWrongAndAsksNothingOfAws(String command, String sentence) {
    String[] arguments =
        List.of(command.trim().split(" +")).stream()
            .map(word -> word.replace("''", ""))
            .toArray(String[]::new);
    Run run = testTerminal.run(arguments);
    assertThat(run.exitCode()).as("%s", run).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().getFirst()).startsWith("streambed: ").contains(sentence.trim());
    assertThat(run.err().getLast()).startsWith("streambed: ./streambed ").contains("--help");
    assertThat(tables.customers()).hasSize(1);
    assertThat(tables.customers().getFirst()).doesNotContainKey("updatedAt");
    assertThat(tables.apiKeys()).isEmpty();
  }

  @Test
  void saysItInJson() {
    Run run = testTerminal.run("customers", "list", "--json", "--limit", "none");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .containsExactly(
            "{\"error\":\"Invalid value for option '--limit': 'none' is not a whole number from 0"
                + " up\",\"code\":\"usage_error\"}");
    assertThat(testTerminal.run("usage", "--format", "csv", "--json").err())
        .containsExactly(
            "{\"error\":\"--json and --format csv exclude each other\",\"code\":\"usage_error\"}");
  }

  @Test
  void repeatsNoKeyThatStandsInTheWrongPlace() {
    for (String[] arguments :
        new String[][] {
          {"tokens", "revoke", "--token", TOKEN + "x"},
          {"keys", "revoke", TOKEN},
          {"keys", "revoke", "--key", TOKEN + "x"},
          {"customers", "show", "acme", TOKEN},
          {"keys", "issue", "--customer", "acme", "--expires", TOKEN}
        }) {
      Run run = testTerminal.run(arguments);
      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.error()).doesNotContain(TOKEN).doesNotContain(TOKEN.substring(0, 20));
    }
  }

  @Test
  void takesNoNameThatATerminalWouldObey() {
    for (String name : List.of("a\u001b[2J", "a\nb", "a\u202eb", "a\ufffd", " ", "x".repeat(201))) {
      assertThat(testTerminal.run("customers", "create", "--name", name).exitCode()).isEqualTo(2);
      assertThat(testTerminal.run("keys", "issue", "--customer", "acme", "--name", name).exitCode())
          .isEqualTo(2);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'--help'",
    "'customers --help'",
    "'customers create --help'",
    "'keys rotate --help'",
    "'usage --help'"
  })
  void listsTheExitCodesInEveryHelp(String command) {
    Run run = testTerminal.ok(command.split(" "));
    assertThat(String.join("\n", run.out()))
        .contains(
            "Exit codes:", "0   done", "3   there is no such customer, API key or price book");
    assertThat(run.err()).isEmpty();
  }
}
