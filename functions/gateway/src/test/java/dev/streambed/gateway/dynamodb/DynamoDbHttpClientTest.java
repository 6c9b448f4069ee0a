package dev.streambed.gateway.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.streambed.gateway.aws.AwsException;
import dev.streambed.gateway.aws.CallDeadline;
import dev.streambed.gateway.domain.Deadline;
import dev.streambed.gateway.fixture.LocalDynamoDb;
import dev.streambed.gateway.fixture.ScriptedBedrock;
import dev.streambed.gateway.fixture.ScriptedBedrockCall;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DynamoDbHttpClientTest {

  private static final Map<String, AttributeValue> ITEM = Map.of("k", AttributeValue.fromS("é"));
  private static final String RESPONSE = "{\"Item\":{\"k\":{\"S\":\"é\"}}}";

  private final List<ScriptedBedrockCall> received = new CopyOnWriteArrayList<>();
  private final SdkWire sdk = new SdkWire();
  private @Nullable ScriptedBedrock endpoint;

  @AfterEach
  void close() throws IOException {
    sdk.close();
    if (endpoint != null) {
      endpoint.close();
    }
  }

  @Test
  void sendsTheHeadersOfTheSdk() throws IOException {
    client((call, _) -> answer(call, RESPONSE)).getItem(TableRequest.of("t").key(ITEM));
    sdk.client()
        .getItem(request ->
            request
                .tableName("t")
                .key(
                    Map.of(
                        "k",
                        software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS(""))));
    assertThat(received.getFirst().path()).isEqualTo("/");
    assertThat(received.getFirst().headers())
        .containsEntry("x-amz-target", sdk.header("x-amz-target"))
        .containsEntry("content-type", sdk.header("content-type"));
    assertThat(received.getFirst().request())
        .isEqualTo(
            "{\"TableName\":\"t\",\"Key\":{\"k\":{\"S\":\"é\"}}}".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void namesTheOperation() throws IOException {
    DynamoDb client = client((call, _) -> answer(call, "{}"));
    TableRequest request = TableRequest.of("t");
    assertThat(client.getItem(request)).isEmpty();
    client.putItem(request);
    assertThat(client.updateItem(request)).isEmpty();
    client.deleteItem(request);
    assertThat(client.query(request)).isEqualTo(new ItemPage(List.of(), Map.of()));
    assertThat(client.scan(request)).isEqualTo(new ItemPage(List.of(), Map.of()));
    assertThat(received)
        .extracting(call -> call.headers().get("x-amz-target"))
        .containsExactly(
            "DynamoDB_20120810.GetItem",
            "DynamoDB_20120810.PutItem",
            "DynamoDB_20120810.UpdateItem",
            "DynamoDB_20120810.DeleteItem",
            "DynamoDB_20120810.Query",
            "DynamoDB_20120810.Scan");
  }

  @Test
  void returnsTheItemForWhichAConditionDoesNotHold() throws IOException {
    DynamoDb client =
        client((call, _) ->
            answer(
                call,
                400,
                "{\"__type\":\"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException\","
                    + "\"message\":\"The conditional request failed\","
                    + "\"Item\":{\"k\":{\"S\":\"é\"}}}",
                Map.of()));
    ConditionalCheckFailedException failure =
        catchThrowableOfType(
            ConditionalCheckFailedException.class, () -> client.putItem(TableRequest.of("t")));
    assertThat(failure.item()).isEqualTo(ITEM);
    assertThat(failure.errorName()).isEqualTo("ConditionalCheckFailedException");
    assertThat(failure.status()).isEqualTo(400);
    assertThat(received).hasSize(1);
  }

  @Test
  void takesTheErrorsNameFromTheHeaderFirst() throws IOException {
    DynamoDb client =
        client(
            (call, _) -> call.error("400 No", "AccessDeniedException", "{\"__type\":\"a#Other\"}"));
    assertThat(failure(client).errorName()).isEqualTo("AccessDeniedException");
  }

  @Test
  void namesAnErrorThatIsNoJson() throws IOException {
    DynamoDb client = client((call, _) -> answer(call, 403, "<html>", Map.of()));
    DynamoDbException failure = error(client);
    assertThat(failure.errorName()).isEqualTo("DynamoDbException");
    assertThat(failure.status()).isEqualTo(403);
  }

  @Test
  void verifiesTheChecksumAndAsksAgain() throws IOException {
    DynamoDb client =
        client((call, request) ->
            answer(call, 200, RESPONSE, Map.of("x-amz-crc32", request == 1 ? "1" : crc32())));
    assertThat(client.getItem(TableRequest.of("t"))).isEqualTo(ITEM);
    assertThat(received).hasSize(2);
  }

  @Test
  void givesUpOnDamagedResponses() throws IOException {
    DynamoDb client = client((call, _) -> answer(call, 200, RESPONSE, Map.of("x-amz-crc32", "1")));
    assertThat(failure(client).errorName()).isEqualTo("Crc32MismatchException");
    assertThat(received).hasSize(3);
  }

  @Test
  void asksAgainWhenAResponseCannotBeRead() throws IOException {
    DynamoDb client = client((call, request) -> answer(call, request < 3 ? "{\"Item\"" : RESPONSE));
    assertThat(client.getItem(TableRequest.of("t"))).isEqualTo(ITEM);
  }

  @Test
  void asksAgainWhenAResponseIsLost() throws IOException {
    DynamoDb client =
        client((call, request) -> {
          if (request == 1) {
            call.cut();
          } else {
            answer(call, RESPONSE);
          }
        });
    assertThat(client.getItem(TableRequest.of("t"))).isEqualTo(ITEM);
    assertThat(received.get(1).request()).isEqualTo(received.get(0).request());
  }

  @Test
  void countsTheAttempts() throws IOException {
    DynamoDb client =
        client((call, request) ->
            call.error(
                request == 1 ? "500 No" : "400 No",
                request == 1 ? "InternalServerError" : "ValidationException",
                "{}"));
    DynamoDbException failure = error(client);
    assertThat(failure.errorName()).isEqualTo("ValidationException");
    assertThat(failure.attempts()).isEqualTo(2);
  }

  @Test
  void sendsMostRequestsOnceInAnOutage() throws IOException {
    DynamoDb client = client((call, _) -> call.error("500 No", "InternalServerError", "{}"));
    for (int request = 0; request < 100; request++) {
      failure(client);
    }
    assertThat(received).hasSize(100 + Retries.BUCKET / Retries.COST);
  }

  @Test
  void doesNotPauseLongerThanTheCallerWaits() throws IOException {
    DynamoDb client =
        new DynamoDbHttpClient(
            LocalDynamoDb.service(
                started((call, _) -> call.error("400 No", "ThrottlingException", "{}")).uri()),
            3,
            new LongestPause());
    Deadline deadline = Deadline.in(Duration.ofMillis(900), InstantSource.system());
    DynamoDbException failure = CallDeadline.within(deadline, () -> error(client));
    assertThat(failure.errorName()).isEqualTo("ThrottlingException");
    assertThat(failure.attempts()).isEqualTo(1);
  }

  @Test
  void endsAPauseWhenItsThreadIsInterrupted() throws IOException {
    Thread caller = Thread.currentThread();
    DynamoDb client =
        client((call, _) -> {
          call.error("500 No", "InternalServerError", "{}");
          caller.interrupt();
        });
    assertThat(failure(client).errorName()).isNotEmpty();
    while (!Thread.currentThread().isInterrupted()) {
      Thread.onSpinWait();
    }
    assertThat(Thread.interrupted()).isTrue();
    assertThat(received).hasSizeLessThan(3);
  }

  private DynamoDb client(ScriptedBedrock.Script script) throws IOException {
    return LocalDynamoDb.of(started(script).uri(), 3);
  }

  private ScriptedBedrock started(ScriptedBedrock.Script script) throws IOException {
    ScriptedBedrock started =
        ScriptedBedrock.start((call, request) -> {
          received.add(call);
          script.answer(call, request);
        });
    endpoint = started;
    return started;
  }

  private static DynamoDbException error(DynamoDb client) {
    return (DynamoDbException) failure(client);
  }

  private static AwsException failure(DynamoDb client) {
    return catchThrowableOfType(AwsException.class, () -> client.getItem(TableRequest.of("t")));
  }

  private static void answer(ScriptedBedrockCall call, String json) throws IOException {
    answer(call, 200, json, Map.of());
  }

  private static void answer(
      ScriptedBedrockCall call, int status, String json, Map<String, String> more)
      throws IOException {
    Map<String, String> headers = new HashMap<>(more);
    headers.put("content-type", "application/x-amz-json-1.0");
    call.begin(status, headers).chunk(json.getBytes(StandardCharsets.UTF_8)).end();
  }

  private static String crc32() {
    CRC32 crc32 = new CRC32();
    crc32.update(RESPONSE.getBytes(StandardCharsets.UTF_8));
    return Long.toString(crc32.getValue());
  }
}
