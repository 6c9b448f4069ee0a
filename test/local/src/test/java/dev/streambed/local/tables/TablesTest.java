package dev.streambed.local.tables;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.local.Eventually;
import dev.streambed.local.SampleAssembly;
import dev.streambed.local.TestHttpClient;
import dev.streambed.local.domain.Arns;
import dev.streambed.local.domain.Json;
import dev.streambed.local.iam.Credentials;
import dev.streambed.local.iam.Iam;
import dev.streambed.local.template.Deployment;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@SuppressWarnings("NullAway.Init") // set before all tests
@TestInstance(Lifecycle.PER_CLASS)
class TablesTest {

  @TempDir private static Path folder;

  private final TestHttpClient testHttpClient = new TestHttpClient();
  private DynamoDbLocal dynamoDbLocal;
  private Tables tables;
  private Credentials credentials;
  private String customers = "";
  private String limits = "";

  @BeforeAll
  void start() {
    SampleAssembly.in(folder);
    Deployment deployment = Deployment.read(folder, Arns.of("us-east-1", "1"));
    Iam iam = Iam.of(deployment);
    credentials =
        iam.assume(deployment.resources("AWS::Lambda::Function").getFirst().text("Role"), "f");
    dynamoDbLocal = DynamoDbLocal.open();
    tables = dynamoDbLocal.serve(0, deployment, iam);
    customers = tables.withKey("customerId").orElseThrow();
    limits = tables.withKey("customerId", "window").orElseThrow();
  }

  @AfterAll
  void stop() {
    tables.close();
    dynamoDbLocal.close();
    testHttpClient.close();
  }

  @Test
  void answersWhatTheRoleMayAsk() throws Exception {
    tables.put(
        customers,
        Map.of("customerId", AttributeValue.fromS("c"), "name", AttributeValue.fromS("C")));
    HttpResponse<String> answer = call("GetItem", key(customers, "c"));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(json(answer).path("Item").path("name").path("S").asText()).isEqualTo("C");
  }

  @Test
  void countsUnderACondition() throws Exception {
    String update =
        """
        {"TableName":"%s","Key":{"customerId":{"S":"n"},"window":{"S":"DAY#1"}},
         "UpdateExpression":"ADD requests :one",
         "ConditionExpression":"attribute_not_exists(requests) OR requests < :limit",
         "ExpressionAttributeValues":{":one":{"N":"1"},":limit":{"N":"2"}}}
        """
            .formatted(limits);
    assertThat(call("UpdateItem", update).statusCode()).isEqualTo(200);
    assertThat(call("UpdateItem", update).statusCode()).isEqualTo(200);
    HttpResponse<String> third = call("UpdateItem", update);
    assertThat(third.statusCode()).isEqualTo(400);
    assertThat(third.body()).contains("ConditionalCheckFailedException");
    assertThat(tables.items(limits))
        .filteredOn(item -> is(item, "customerId", "n"))
        .extracting(item -> item.get("requests"))
        .containsExactly(AttributeValue.fromN("2"));
  }

  @Test
  void refusesInDynamoDbsWordsWhatTheRoleMayNot() throws Exception {
    HttpResponse<String> answer = call("Scan", "{\"TableName\":\"" + customers + "\"}");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).path("__type").asText())
        .isEqualTo("com.amazon.coral.service#AccessDeniedException");
    assertThat(json(answer).path("Message").asText())
        .matches(
            "User: arn:aws:sts::1:assumed-role/service-Role-\\w+/f is not authorized to perform:"
                + " dynamodb:Scan on resource: arn:aws:dynamodb:us-east-1:1:table/"
                + customers
                + " because no identity-based policy allows the dynamodb:Scan action");
    assertThat(answer.headers().firstValue("content-type")).contains("application/x-amz-json-1.0");
  }

  @Test
  void countsWhatItLetsInAndNothingElse() throws Exception {
    RequestCounts.Kind reads = new RequestCounts.Kind("GetItem", customers);
    long before = tables.traffic().counts().getOrDefault(reads, 0L);
    call("GetItem", key(customers, "c"));
    call("GetItem", key(customers, "c"));
    call("Scan", "{\"TableName\":\"" + customers + "\"}");

    assertThat(tables.traffic().counts())
        .containsEntry(reads, before + 2)
        .doesNotContainKey(new RequestCounts.Kind("Scan", customers));
  }

  @Test
  void refusesATransactionForTheOnePartThatIsNotAllowed() throws Exception {
    String parts =
        "{\"TransactItems\":[{\"Update\":{\"TableName\":\"%s\"}},{\"Put\":{\"TableName\":\"%s\"}}]}"
            .formatted(limits, customers);
    assertThat(call("TransactWriteItems", parts).body()).contains("dynamodb:PutItem on resource");
  }

  @Test
  void knowsNobodyByAnotherKeyOrToken() throws Exception {
    Credentials stranger = new Credentials("ASIASTRANGER", "s", "t");
    assertThat(call(stranger, "us-east-1", "GetItem", key(customers, "c")).body())
        .contains("UnrecognizedClientException");
    Credentials forged = new Credentials(credentials.accessKeyId(), "s", "another token");
    assertThat(call(forged, "us-east-1", "GetItem", key(customers, "c")).body())
        .contains("UnrecognizedClientException");
  }

  @Test
  void refusesASignatureForAnotherRegion() throws Exception {
    assertThat(call(credentials, "eu-west-1", "GetItem", key(customers, "c")).body())
        .contains(
            "InvalidSignatureException", "Credential should be scoped to us-east-1/dynamodb.");
  }

  @Test
  void refusesUnsignedRequests() throws Exception {
    HttpResponse<String> answer =
        testHttpClient.send(
            "POST", tables.uri(), "{}", "X-Amz-Target", "DynamoDB_20120810.ListTables");
    assertThat(answer.body()).contains("MissingAuthenticationTokenException");
  }

  @Test
  void makesTheIndexesThatAreDeclared() throws Exception {
    String apiKeys = tables.withKey("keyHash").orElseThrow();
    assertThat(
            call("Query", "{\"TableName\":\"" + apiKeys + "\",\"IndexName\":\"byCustomer\"}")
                .body())
        .contains("table/" + apiKeys + "/index/byCustomer because");
    assertThat(dynamoDbLocal.describe(apiKeys).globalSecondaryIndexes())
        .extracting(index -> index.indexName() + " " + index.projection().projectionTypeAsString())
        .containsExactly("byCustomer KEYS_ONLY");
  }

  @Test
  void findsNoTableByAKeyThatTwoHaveOrNone() {
    assertThat(tables.withKey("nobody")).isEmpty();
    assertThat(tables.withKey("customerMonth", "instantRequestId")).isPresent();
  }

  @Test
  void removesWhatHasExpired() throws Exception {
    String past = Long.toString(Instant.now().getEpochSecond() - 60);
    tables.put(
        limits,
        Map.of(
            "customerId", AttributeValue.fromS("old"),
            "window", AttributeValue.fromS("DAY#0"),
            "expiresAt", AttributeValue.fromN(past)));
    Eventually.until(
        () -> tables.items(limits).stream().noneMatch(item -> is(item, "customerId", "old")));
  }

  private HttpResponse<String> call(String operation, String body) throws Exception {
    return call(credentials, "us-east-1", operation, body);
  }

  private HttpResponse<String> call(Credentials who, String region, String operation, String body)
      throws Exception {
    return testHttpClient.send(
        "POST",
        tables.uri(),
        body,
        "Authorization",
        "AWS4-HMAC-SHA256 Credential=%s/20261121/%s/dynamodb/aws4_request, SignedHeaders=host, Signature=0"
            .formatted(who.accessKeyId(), region),
        "X-Amz-Security-Token",
        who.sessionToken(),
        "X-Amz-Target",
        "DynamoDB_20120810." + operation,
        "Content-Type",
        "application/x-amz-json-1.0");
  }

  private static boolean is(Map<String, AttributeValue> item, String name, String value) {
    return AttributeValue.fromS(value).equals(item.get(name));
  }

  private static String key(String table, String customer) {
    return "{\"TableName\":\"%s\",\"Key\":{\"customerId\":{\"S\":\"%s\"}}}"
        .formatted(table, customer);
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return Json.parse(answer.body().getBytes(StandardCharsets.UTF_8)).orElseThrow();
  }
}
