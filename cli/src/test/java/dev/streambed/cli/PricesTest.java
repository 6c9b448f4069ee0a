package dev.streambed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.cli.fixture.LocalTables;
import dev.streambed.cli.fixture.TestTerminal;
import dev.streambed.cli.fixture.TestTerminal.Run;
import dev.streambed.gateway.price.PriceBook;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class PricesTest {

  private static final String BOOK =
      "{\"a.one\":{\"input_cost_per_token\":1e-6,\"output_cost_per_token\":2e-6}}";

  @TempDir private Path folder;

  private final LocalTables tables = LocalTables.create();
  private final TestTerminal testTerminal = new TestTerminal(tables);

  @Test
  void keepsABookUnderTheNameOfItsContent() throws Exception {
    Run put = testTerminal.ok("prices", "put", file(BOOK));
    String version = put.out().getFirst();
    assertThat(version).matches("book-[0-9a-f]{12}");
    assertThat(testTerminal.ok("prices", "put", file(BOOK.replace(",", " , "))).error())
        .contains(version + " was there before, with 1 models");
    assertThat(testTerminal.ok("prices", "show", version).json().write())
        .isEqualTo(PriceBook.parse("v", BOOK.getBytes(StandardCharsets.UTF_8)).write());
    assertThat(items()).hasSize(1);
  }

  @Test
  void keepsABookAsTheGatewayReadsIt() throws Exception {
    testTerminal.ok("prices", "put", file(BOOK), "--version", "2026-11", "--use");
    assertThat(items())
        .containsExactlyInAnyOrder(
            Map.of(
                "book", text("current"),
                "version", text("current"),
                "uses", text("2026-11"),
                "updatedAt", text("2026-11-21T09:15:02.123Z")),
            Map.of(
                "book", text("2026-11"),
                "version", text("0001"),
                "json", text(PriceBook.parse("v", BOOK.getBytes(StandardCharsets.UTF_8)).write()),
                "models", AttributeValue.fromN("1"),
                "createdAt", text("2026-11-21T09:15:02.123Z")));
  }

  @Test
  void takesLargeBooksApart() throws Exception {
    String many =
        IntStream.range(0, 12_000)
            .mapToObj("\"é.model-%06d\":{\"input_cost_per_token\":0.00000123}"::formatted)
            .collect(Collectors.joining(",", "{", "}"));
    String version = testTerminal.ok("prices", "put", file(many)).out().getFirst();
    assertThat(items().size()).isGreaterThan(1);
    assertThat(testTerminal.ok("prices", "show", version).out().getFirst())
        .isEqualTo(PriceBook.parse("v", many.getBytes(StandardCharsets.UTF_8)).write());
    Run listed = testTerminal.ok("prices", "list", "--json");
    assertThat(listed.jsonLines().getLast().number("models")).hasValue(12_000);
  }

  @Test
  void neverChangesAVersion() throws Exception {
    testTerminal.ok("prices", "put", file(BOOK), "--version", "v1");
    Run other =
        testTerminal.run("prices", "put", file(BOOK.replace("1e-6", "9e-6")), "--version", "v1");
    assertThat(other.exitCode()).isEqualTo(4);
    assertThat(other.error()).contains("a version never changes");
    assertThat(testTerminal.ok("prices", "show", "v1").out().getFirst()).doesNotContain("9");
  }

  @Test
  void usesWhatIsThereAndSaysWhichItIs() throws Exception {
    assertThat(inUse()).startsWith("bundled-");
    assertThat(testTerminal.run("prices", "use", "v1").exitCode()).isEqualTo(3);
    testTerminal.ok("prices", "put", file(BOOK), "--version", "v1");
    assertThat(inUse()).startsWith("bundled-");
    testTerminal.ok("prices", "use", "v1");
    assertThat(inUse()).isEqualTo("v1");
    testTerminal.ok("prices", "use", "bundled");
    assertThat(inUse()).startsWith("bundled-");
    assertThat(testTerminal.run("prices", "show", "bundled-1999-01-01").exitCode()).isEqualTo(3);
    assertThat(testTerminal.ok("prices", "show", "bundled").out().getFirst())
        .contains("amazon.nova");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          not json                                   | is not JSON
          []                                         | is not a JSON object
          {}                                         | has no price of a Bedrock model
          {'a.b':{'input_cost_per_token':-1}}        | is negative
          {'a.b':{'input_cost_per_token':3}}         | is in dollars per token
          """)
  void saysWhatIsWrongWithAFile(String content, String sentence) throws Exception {
    Run run = testTerminal.run("prices", "put", file(content.replace('\'', '"')));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err().getFirst()).contains("is no price book", sentence);
    assertThat(items()).isEmpty();
  }

  @Test
  void takesNoFileThatIsNotThereAndNoNameThatMeansSomethingElse() throws Exception {
    assertThat(testTerminal.run("prices", "put", folder.resolve("none").toString()).error())
        .contains("cannot be read");
    for (String version : List.of("current", "unpriced", "bundled-2026-11-21", "a/b", "")) {
      Run run = testTerminal.run("prices", "put", file(BOOK), "--version", version);
      assertThat(run.exitCode()).as(version).isEqualTo(2);
    }
    assertThat(items()).isEmpty();
  }

  private String inUse() {
    return testTerminal.ok("prices", "list", "--json").jsonLines().stream()
        .filter(book -> book.isTrue("used"))
        .map(book -> book.text("version").orElseThrow())
        .collect(Collectors.joining(","));
  }

  private List<Map<String, AttributeValue>> items() {
    return tables.all(tables.names().prices().orElseThrow());
  }

  private String file(String content) throws IOException {
    return Files.writeString(folder.resolve("prices.json"), content).toString();
  }

  private static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }
}
