package dev.streambed.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.e2e.caller.Answers;
import dev.streambed.e2e.caller.FrontDoor;
import dev.streambed.e2e.caller.TestRequest;
import dev.streambed.e2e.product.Eventually;
import dev.streambed.e2e.product.Launcher;
import dev.streambed.e2e.product.Product;
import dev.streambed.e2e.product.ProductExtension;
import dev.streambed.local.domain.Json;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// `./streambed customers`, `keys`, `usage` and `prices`, and their effect on callers.
@ExtendWith(ProductExtension.class)
@SuppressWarnings("NullAway.Init") // set before each test
class CommandLineTest {

  private static final Pattern TOKEN = Pattern.compile("^sb_[A-Za-z0-9_-]{43}$", Pattern.MULTILINE);

  @TempDir private Path folder;
  private Launcher launcher;

  @BeforeEach
  void prepare(Product product) throws Exception {
    launcher = new Launcher(folder);
    launcher.writeState(product.stack().controlUrl());
  }

  @AfterEach
  void end() {
    launcher.close();
  }

  @Test
  void givesTokensThatWorkAtOnceAndBillsWhatTheyAsked(Product product) throws Exception {
    String apiKey =
        apiKey("customers", "create", "--name", "Émile & Co", "--id", "emile", "--issue-key");
    HttpResponse<String> answer =
        product.caller(apiKey).ask(FrontDoor.FUNCTION_URL, TestRequest.streamed("pieces=3"));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    JsonNode line = product.ledger().entry(Answers.requestId(answer));
    JsonNode month = json("usage", "--customer", "emile", "--json");
    assertThat(month.path("customer_name").asText()).isEqualTo("Émile & Co");
    assertThat(month.path("total").path("requests").asInt()).isEqualTo(1);
    assertThat(month.path("total").path("output_tokens").asInt())
        .isEqualTo(line.path("output_tokens").asInt())
        .isPositive();
    assertThat(month.path("groups").path(0).path("model_id").asText())
        .isEqualTo(line.path("model_id").asText());
  }

  @Test
  void pricesAgainWhatWasAsked(Product product) throws Exception {
    String apiKey = apiKey("customers", "create", "--name", "Dear", "--issue-key");
    HttpResponse<String> answer =
        product.caller(apiKey).ask(FrontDoor.FUNCTION_URL, TestRequest.streamed("pieces=3"));
    JsonNode line = product.ledger().entry(Answers.requestId(answer));
    Files.writeString(
        folder.resolve("prices.json"),
        "{\"%s\":{\"input_cost_per_token\":1e-3,\"output_cost_per_token\":2e-3}}"
            .formatted(line.path("model_id").asText()));
    String month = Instant.now().toString().substring(0, "yyyy-MM".length());
    String[] reRate = {
      "usage", "re-rate", "--customer", "dear", "--month", month, "--book", "prices.json", "--json"
    };
    long nano =
        line.path("input_tokens").asLong() * 1_000_000
            + line.path("output_tokens").asLong() * 2_000_000;
    assertThat(json(reRate).path("cost_nano_usd").asLong()).isEqualTo(nano).isPositive();
    JsonNode total = json("usage", "--customer", "dear", "--json").path("total");
    assertThat(total.path("cost_nano_usd").asLong()).isEqualTo(nano);
    assertThat(total.path("unpriced").asInt()).isZero();
    run(0, "prices", "list");
    assertThat(launcher.output()).contains("bundled-", "book-");
  }

  @Test
  void pricesAnswersByTheBookThatIsUsed(Product product) throws Exception {
    Files.writeString(
        folder.resolve("ours.json"),
        "{\"amazon.nova-lite-v1:0\":{\"input_cost_per_token\":1e-3,\"output_cost_per_token\":2e-3}}");
    run(0, "prices", "put", "ours.json", "--version", "ours", "--use");
    try {
      product.stack().lambda().retireAll();
      HttpResponse<String> answer =
          product.caller().ask(FrontDoor.FUNCTION_URL, TestRequest.streamed("pieces=3"));
      JsonNode line = product.ledger().entry(Answers.requestId(answer));
      assertThat(line.path("price_version").asText()).isEqualTo("ours");
      assertThat(line.path("cost_nano_usd").asLong()).isGreaterThan(1_000_000);
    } finally {
      run(0, "prices", "use", "bundled");
      product.stack().lambda().retireAll();
    }
  }

  @Test
  void refusesWhoeverIsSuspendedRevokedOrNotAllowedTheModel(Product product) throws Exception {
    String apiKey = apiKey("customers", "create", "--name", "Limited", "--issue-key");
    assertThat(status(product, apiKey)).isEqualTo(200);
    run(0, "customers", "suspend", "limited");
    assertThat(status(product, apiKey)).isEqualTo(403);
    run(0, "customers", "resume", "limited");
    run(0, "customers", "update", "limited", "--model", "amazon.nova-micro-v1:0");
    assertThat(status(product, apiKey)).isEqualTo(403);
    run(0, "customers", "update", "limited", "--clear", "models", "--requests-per-day", "0");
    assertThat(status(product, apiKey)).isEqualTo(429);
    run(0, "customers", "update", "limited", "--no-limits");
    String successor = apiKey("keys", "rotate", "--customer", "limited", "--grace", "1h");
    assertThat(status(product, apiKey)).isEqualTo(200);
    run(0, "keys", "revoke", "--key", apiKey.substring(0, 11));
    assertThat(status(product, apiKey)).isEqualTo(401);
    assertThat(status(product, successor)).isEqualTo(200);
  }

  @Test
  void endsATokensTimeToTheSecond(Product product) throws Exception {
    String apiKey =
        apiKey("customers", "create", "--name", "Short " + System.nanoTime(), "--issue-key");
    assertThat(status(product, apiKey)).isEqualTo(200);
    run(0, "keys", "expire", "--key", apiKey, "--at", "2s");
    Eventually.until("end of the API key", () -> statusNow(product, apiKey) == 401);
  }

  @Test
  void passesArgumentsAndExitCodesOn() throws Exception {
    run(3, "customers", "show", "no such customer");
    assertThat(launcher.output()).isEqualTo("streambed: there is no customer no such customer\n");
    assertThat(launcher.run("usage", "--month", "11/2026")).isEqualTo(2);
    assertThat(launcher.run("keys", "--help")).isZero();
    assertThat(launcher.output()).contains("rotate", "Exit codes:");
    assertThat(launcher.run("tokens", "--help")).isZero();
    assertThat(launcher.output()).contains("rotate", "Exit codes:");
  }

  @Test
  void needsNoNode() throws Exception {
    launcher.set("PATH", launcher.bareTools().toString());
    run(0, "customers", "list");
    assertThat(launcher.output()).contains("local");
  }

  // Processes cache API keys for up to a minute; new processes read the tables.
  private static int status(Product product, String apiKey) throws Exception {
    product.stack().lambda().retireAll();
    return product
        .caller(apiKey)
        .ask(FrontDoor.FUNCTION_URL, TestRequest.streamed("pieces=1"))
        .statusCode();
  }

  private static int statusNow(Product product, String apiKey) {
    try {
      return status(product, apiKey);
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  private String apiKey(String... arguments) throws Exception {
    run(0, arguments);
    Matcher found = TOKEN.matcher(launcher.output());
    assertThat(found.find()).as(launcher.output()).isTrue();
    return found.group();
  }

  private JsonNode json(String... arguments) throws Exception {
    run(0, arguments);
    String line = launcher.output().lines().findFirst().orElseThrow();
    return Json.parse(line.getBytes(StandardCharsets.UTF_8)).orElseThrow();
  }

  // A relative path, as a user would enter it.
  private void run(int exitCode, String... arguments) throws Exception {
    String[] all =
        Stream.concat(Stream.of(arguments), List.of("--state", "state.json").stream())
            .toArray(String[]::new);
    assertThat(launcher.run(all)).as(launcher.output()).isEqualTo(exitCode);
  }
}
