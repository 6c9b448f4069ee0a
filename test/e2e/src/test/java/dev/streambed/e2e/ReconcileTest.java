package dev.streambed.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.bedrock.BedrockEndpoint;
import dev.streambed.bedrock.BedrockOptions;
import dev.streambed.e2e.caller.Answers;
import dev.streambed.e2e.caller.FrontDoor;
import dev.streambed.e2e.caller.TestRequest;
import dev.streambed.e2e.product.Launcher;
import dev.streambed.e2e.product.Product;
import dev.streambed.e2e.product.ProductExtension;
import dev.streambed.local.domain.Json;
import dev.streambed.local.tables.Tables;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The ledger against the local account's invocation log: faults that are planted in the records
/// are found, and nothing else is.
@ExtendWith(ProductExtension.class)
@SuppressWarnings("NullAway.Init") // set before each test
class ReconcileTest {

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
  void findsWhatWasDoneToTheRecordsAndNothingElse(Product product) throws Exception {
    String customer = "ledger-" + UUID.randomUUID();
    run("customers", "create", "--name", "Ledger", "--id", customer, "--issue-key");
    String key = launcher.output().lines().filter(line -> line.startsWith("sb_")).findFirst().get();
    ask(product, key, TestRequest.streamed("pieces=3 rate=max"));
    ask(product, key, TestRequest.buffered("pieces=4 rate=max"));
    ask(product, key, TestRequest.buffered("pieces=4 rate=max throttle=2"));
    JsonNode deleted = ask(product, key, TestRequest.streamed("pieces=5 rate=max cacheRead=9"));
    JsonNode doubled = ask(product, key, TestRequest.streamed("pieces=6 rate=max"));
    JsonNode changed = ask(product, key, TestRequest.buffered("pieces=7 rate=max"));
    assertThat(findings(product, customer)).isEmpty();

    Tables tables = product.stack().tables();
    String usage = tables.withKey("customerMonth", "instantRequestId").orElseThrow();
    Map<String, AttributeValue> gone = record(tables, usage, deleted);
    tables.delete(usage, gone);
    Map<String, AttributeValue> second = new HashMap<>(record(tables, usage, doubled));
    second.compute(
        "instantRequestId", (_, sortKey) -> AttributeValue.fromS(sortKey.s() + "#again"));
    tables.put(usage, second);
    Map<String, AttributeValue> other = new HashMap<>(record(tables, usage, changed));
    other.put("output_tokens", AttributeValue.fromN("1"));
    tables.put(usage, other);
    String principal = callPastTheGateway(product);

    try {
      List<String> found = new ArrayList<>();
      for (JsonNode finding : findings(product, customer)) {
        found.add(finding.path("finding").asText() + " " + finding.path("request_id").asText());
      }
      assertThat(found)
          .containsExactlyInAnyOrder(
              "call_without_record " + deleted.path("request_id").asText(),
              "record_twice " + doubled.path("request_id").asText(),
              "tokens_differ " + changed.path("request_id").asText());
      assertThat(all(product))
          .filteredOn(finding -> finding.path("principal").asText().contains(principal))
          .hasSize(1)
          .allMatch(finding -> finding.path("finding").asText().equals("call_past_gateway"));
    } finally {
      tables.delete(usage, second);
      tables.put(usage, gone);
    }
  }

  private static JsonNode ask(Product product, String key, TestRequest request) throws Exception {
    HttpResponse<String> answer = product.caller(key).ask(FrontDoor.FUNCTION_URL, request);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return product.ledger().entry(Answers.requestId(answer));
  }

  private static Map<String, AttributeValue> record(Tables tables, String usage, JsonNode line) {
    return tables.items(usage).stream()
        .filter(item ->
            AttributeValue.fromS(line.path("request_id").asText()).equals(item.get("request_id")))
        .findFirst()
        .orElseThrow();
  }

  // Another Bedrock that writes to the same account's log.
  private static String callPastTheGateway(Product product) throws Exception {
    String accessKeyId = "AKIA" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    try (BedrockEndpoint bedrock =
            BedrockEndpoint.start(
                BedrockOptions.scripted().withInvocationLog(Optional.of(product.invocationLog())));
        BedrockRuntimeClient client =
            BedrockRuntimeClient.builder()
                .endpointOverride(bedrock.uri())
                .region(Region.US_EAST_1)
                .httpClient(UrlConnectionHttpClient.create())
                .credentialsProvider(
                    StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(accessKeyId, "secret")))
                .build()) {
      client.converse(request ->
          request
              .modelId("amazon.nova-lite-v1:0")
              .messages(
                  Message.builder()
                      .role("user")
                      .content(ContentBlock.fromText("Hi [[bedrock pieces=2 rate=max first=0ms]]"))
                      .build()));
    }
    return accessKeyId;
  }

  // Other tests share the stack, and delete what they like.
  private List<JsonNode> findings(Product product, String customer) throws Exception {
    return all(product).stream()
        .filter(finding -> finding.path("customer_id").asText().equals(customer))
        .toList();
  }

  private List<JsonNode> all(Product product) throws Exception {
    String month = Instant.now().toString().substring(0, "yyyy-MM".length());
    int exitCode =
        run(
            "reconcile",
            "--month",
            month,
            "--log",
            product.invocationLog().toAbsolutePath().toString(),
            "--json");
    assertThat(exitCode).as(launcher.output()).isIn(0, 3);
    List<JsonNode> findings =
        launcher
            .output()
            .lines()
            .filter(line -> line.startsWith("{\"finding\""))
            .map(line -> Json.parse(line.getBytes(StandardCharsets.UTF_8)).orElseThrow())
            .toList();
    assertThat(exitCode).isEqualTo(findings.isEmpty() ? 0 : 3);
    return findings;
  }

  private int run(String... arguments) throws Exception {
    return launcher.run(
        Stream.concat(Stream.of(arguments), Stream.of("--state", "state.json"))
            .toArray(String[]::new));
  }
}
