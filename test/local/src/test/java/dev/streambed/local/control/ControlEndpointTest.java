package dev.streambed.local.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.local.Eventually;
import dev.streambed.local.LocalStack;
import dev.streambed.local.LocalStackOptions;
import dev.streambed.local.RawHttpClient;
import dev.streambed.local.SampleAssembly;
import dev.streambed.local.TestHttpClient;
import dev.streambed.local.domain.Json;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // set before all tests
@TestInstance(Lifecycle.PER_CLASS)
class ControlEndpointTest {

  @TempDir private static Path folder;

  private final TestHttpClient testHttpClient = new TestHttpClient();
  private LocalStack stack;

  @BeforeAll
  void start() {
    SampleAssembly.in(folder);
    stack = LocalStack.start(LocalStackOptions.of(folder));
  }

  @AfterAll
  void stop() {
    stack.close();
    testHttpClient.close();
  }

  @Test
  void isHealthy() throws Exception {
    assertThat(ask("GET", "health", "").path("status").asText()).isEqualTo("ok");
  }

  @Test
  void showsProcessesWithTheirTimes() throws Exception {
    testHttpClient.sample(stack.functionUrl().orElseThrow(), "echo");
    JsonNode process = ask("GET", "processes", "").path("processes").path(0);
    assertThat(process.path("pid").asLong()).isPositive();
    assertThat(process.path("version").asText()).isEqualTo("1");
    assertThat(process.path("ready").asLong()).isGreaterThan(process.path("spawned").asLong());
    JsonNode turn = process.path("invocations").path(0);
    assertThat(turn.path("ended").asLong())
        .isGreaterThan(turn.path("answered").asLong())
        .isLessThan(ask("GET", "processes", "").path("now").asLong());
  }

  @Test
  void tellsWhatWhoeverRunsTheAccountKnows() throws Exception {
    JsonNode account = ask("GET", "account", "");
    assertThat(account.path("region").asText()).isEqualTo("us-east-1");
    assertThat(account.path("dynamoDbUrl").asText()).isEqualTo(stack.tables().uri().toString());
    assertThat(account.path("credentials").path("accessKeyId").asText()).startsWith("ASIA");
    assertThat(account.path("credentials").path("secretAccessKey").asText()).isNotEmpty();
    assertThat(account.path("credentials").path("sessionToken").asText()).isNotEmpty();
    assertThat(account.path("outputs").isObject()).isTrue();
    assertThat(account.path("outputs").size()).isEqualTo(stack.deployment().outputs().size());
  }

  @Test
  void killsAndRetiresProcesses() throws Exception {
    testHttpClient.sample(stack.functionUrl().orElseThrow(), "echo");
    long pid = stack.lambda().timelines().getFirst().pid();
    assertThat(ask("DELETE", "processes/" + pid, "").path("done").asBoolean()).isTrue();
    Eventually.until(
        () -> stack.lambda().timelines().stream().noneMatch(process -> process.pid() == pid));
    assertThat(send("DELETE", "processes/" + pid, "").statusCode()).isEqualTo(404);
    assertThat(send("DELETE", "processes/none", "").statusCode()).isEqualTo(404);
    testHttpClient.sample(stack.functionUrl().orElseThrow(), "echo");
    ask("DELETE", "processes", "");
    Eventually.until(() -> stack.lambda().timelines().isEmpty());
  }

  @Test
  void showsQueuesAndWhatTheyHold() throws Exception {
    String name = ask("GET", "queues", "").path("queues").path(0).asText();
    assertThat(name).contains("Failed");
    stack.queues().send("arn:aws:sqs:us-east-1:123456789012:" + name, "{\"a\":1}");
    JsonNode message = ask("GET", "queues/" + name, "").path("messages").path(0);
    assertThat(message.path("body").path("a").asInt()).isEqualTo(1);
    assertThat(message.path("messageId").asText()).isNotEmpty();
    assertThat(send("GET", "queues/none", "").statusCode()).isEqualTo(404);
  }

  @Test
  void showsSchedulesAndFiresThem() throws Exception {
    String name = ask("GET", "schedules", "").path("schedules").path(0).asText();
    assertThat(name).contains("Sweep");
    String requestId = ask("POST", "schedules/" + name, "").path("requestIds").path(0).asText();
    Eventually.until(() ->
        stack.lambda().timelines().stream()
            .flatMap(process -> process.invocations().stream())
            .anyMatch(invocationTimes -> invocationTimes.requestId().equals(requestId)));
    assertThat(send("POST", "schedules/none", "").statusCode()).isEqualTo(404);
  }

  @Test
  void handsFaultsToBedrock() throws Exception {
    ask("POST", "faults", "{\"requests\":1,\"model\":\"amazon.nova-*\",\"faults\":{\"cut\":1500}}");
    assertThat(stack.bedrock().faults().claim("amazon.nova-lite-v1:0", "us-east-1")).hasSize(1);
    ask("POST", "faults", "{\"faults\":\"delay=2s\"}");
    ask("DELETE", "faults", "");
    assertThat(stack.bedrock().faults().claim("amazon.nova-lite-v1:0", "us-east-1")).isEmpty();
    HttpResponse<String> refused = send("POST", "faults", "{\"faults\":{\"explode\":1}}");
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("explode");
  }

  @Test
  void letsHeldPiecesGo() throws Exception {
    ask("POST", "hold", "");
    assertThat(ask("POST", "release", "{\"pieces\":2}").path("done").asBoolean()).isTrue();
    assertThat(ask("POST", "release", "{}").path("done").asBoolean()).isTrue();
    assertThat(send("POST", "release", "{\"pieces\":0}").statusCode()).isEqualTo(400);
  }

  @Test
  void makesCustomersAsTheArchitectureSays() throws Exception {
    JsonNode made =
        ask(
            "POST",
            "customers",
            "{\"customerId\":\"c\",\"limits\":{\"requestsPerDay\":3},\"models\":[\"m\"]}");
    String token = made.path("token").asText();
    assertThat(made.path("customerId").asText()).isEqualTo("c");
    JsonNode customer = item("customerId", "c", "customerId");
    assertThat(customer.path("limits").path("requestsPerDay").asInt()).isEqualTo(3);
    assertThat(customer.path("models").toString()).isEqualTo("[\"m\"]");
    assertThat(customer.path("status").asText()).isEqualTo("active");
    JsonNode key = item("customerId", "c", "keyHash");
    assertThat(key.path("prefix").asText()).isEqualTo(token.substring(0, 11));
    assertThat(key.path("status").asText()).isEqualTo("active");
    assertThat(key.toString()).doesNotContain(token);
  }

  @Test
  void hasACustomerWithoutLimitsFromTheStart() throws Exception {
    assertThat(item("customerId", "local", "customerId").path("limits").toString()).isEqualTo("{}");
    assertThat(item("customerId", "local", "keyHash").path("prefix").asText())
        .isEqualTo(stack.apiKey().orElseThrow().text().substring(0, 11));
  }

  @Test
  void refusesWhatItCannotRead() throws Exception {
    assertThat(send("POST", "customers", "{\"limit\":1}").statusCode()).isEqualTo(400);
    assertThat(send("POST", "customers", "[]").statusCode()).isEqualTo(400);
    assertThat(send("POST", "customers", "nonsense").statusCode()).isEqualTo(400);
    assertThat(send("GET", "nothing", "").statusCode()).isEqualTo(404);
    assertThat(send("GET", "tables/none", "").statusCode()).isEqualTo(404);
  }

  @Test
  void isNotForWebPages() throws Exception {
    HttpResponse<String> answer =
        testHttpClient.get(stack.controlUrl().resolve("health"), "Origin", "https://evil.example");
    assertThat(answer.statusCode()).isEqualTo(403);
    // A name that someone else has pointed to this machine.
    try (RawHttpClient raw = RawHttpClient.sample(stack.controlUrl().resolve("tables"), "GET")) {
      assertThat(raw.head()).startsWith("HTTP/1.1 403");
    }
  }

  private JsonNode item(String name, String value, String key) throws Exception {
    for (JsonNode table : ask("GET", "tables", "").path("tables")) {
      if (stack.tables().withKey(key).filter(table.asText()::equals).isPresent()) {
        for (JsonNode item : ask("GET", "tables/" + table.asText(), "").path("items")) {
          if (item.path(name).asText().equals(value)) {
            return item;
          }
        }
      }
    }
    throw new AssertionError("no item with " + name + " " + value);
  }

  private JsonNode ask(String method, String path, String body) throws Exception {
    HttpResponse<String> answer = send(method, path, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Json.parse(answer.body().getBytes(StandardCharsets.UTF_8)).orElseThrow();
  }

  private HttpResponse<String> send(String method, String path, String body) throws Exception {
    return testHttpClient.send(method, stack.controlUrl().resolve(path), body);
  }
}
