package dev.streambed.gateway;

import static dev.streambed.gateway.fixture.LocalTables.number;
import static dev.streambed.gateway.fixture.LocalTables.text;

import dev.streambed.gateway.admission.PriceLookup;
import dev.streambed.gateway.config.AwsClients;
import dev.streambed.gateway.config.GatewayDependencies;
import dev.streambed.gateway.config.Settings;
import dev.streambed.gateway.fixture.CollectedResponse;
import dev.streambed.gateway.fixture.LambdaEvent;
import dev.streambed.gateway.fixture.LocalTables;
import dev.streambed.gateway.fixture.TestContext;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The whole function without Lambda: its own clients, tables and a model on real sockets, and one
/// customer with a key.
public final class TestGateway implements AutoCloseable {

  static final String MODEL = "anthropic.claude-3-haiku-20240307-v1:0";

  /// What is left of a body when our members are out.
  static final String REST =
      "\"anthropic_version\": \"bedrock-2023-05-31\", \"max_tokens\": 50,"
          + " \"messages\": [{\"role\": \"user\", \"content\": \"How deep is it?\"}]}";

  private static final LocalTables TABLES = LocalTables.shared();

  private final String customer = UUID.randomUUID().toString();
  private final String token = "sb_" + (customer + customer).replace("-", "").substring(0, 43);
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final AwsClients awsClients;
  private final Gateway gateway;

  private TestGateway(Map<String, String> environment) {
    Settings settings = Settings.from(environment);
    this.awsClients = AwsClients.of(settings.aws(), environment);
    GatewayDependencies gatewayDependencies =
        GatewayDependencies.of(settings, awsClients, lines::add);
    this.gateway = Gateway.of(gatewayDependencies, PriceLookup.of(gatewayDependencies));
  }

  /// A gateway whose customer has the function's default limit.
  static TestGateway before(URI bedrock) {
    return before(bedrock, Map.of());
  }

  static TestGateway before(URI bedrock, Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(environment(bedrock));
    environment.putAll(more);
    TestGateway testGateway = new TestGateway(environment);
    testGateway.putCustomer(Map.of("status", text("active")));
    testGateway.putKey("active");
    return testGateway;
  }

  static Map<String, String> environment(URI bedrock) {
    Map<String, String> environment = new HashMap<>(environment());
    environment.put(Settings.BEDROCK_ENDPOINT, bedrock.toString());
    environment.put("AWS_ENDPOINT_URL_DYNAMODB", TABLES.uri().toString());
    environment.put("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE");
    environment.put("AWS_SECRET_ACCESS_KEY", "secret");
    environment.put("AWS_SESSION_TOKEN", "session");
    return environment;
  }

  public static Map<String, String> environment() {
    return Map.of(
        Settings.REGION, "us-east-1",
        Settings.CUSTOMERS_TABLE, LocalTables.CUSTOMERS,
        Settings.API_KEYS_TABLE, LocalTables.API_KEYS,
        Settings.LIMITS_TABLE, LocalTables.LIMITS,
        Settings.USAGE_TABLE, LocalTables.USAGE,
        Settings.SESSIONS_TABLE, LocalTables.SESSIONS,
        Settings.METRICS, "off");
  }

  /// Waits for the next minute when this one is nearly over: limits of a minute count anew then.
  static void awaitTimeInTheMinute() throws InterruptedException {
    long left = 60_000 - Math.floorMod(System.currentTimeMillis(), 60_000L);
    if (left < 10_000) {
      Thread.sleep(left + 50);
    }
  }

  void limitTo(long requestsPerDay) {
    Map<String, AttributeValue> limits = Map.of("requestsPerDay", number(requestsPerDay));
    putCustomer(Map.of("status", text("active"), "limits", AttributeValue.fromM(limits)));
  }

  /// Removes the default limit.
  void unlimited() {
    putCustomer(Map.of("status", text("active"), "limits", AttributeValue.fromM(Map.of())));
  }

  void putCustomer(Map<String, AttributeValue> attributes) {
    Map<String, AttributeValue> item = new HashMap<>(attributes);
    item.put("customerId", text(customer));
    TABLES.put(LocalTables.CUSTOMERS, item);
  }

  Gateway gateway() {
    return gateway;
  }

  String customer() {
    return customer;
  }

  String token() {
    return token;
  }

  List<String> lines() {
    return lines;
  }

  /// A call of the customer's, with a body of the model's and these members before it.
  LambdaEvent ask(LambdaEvent lambdaEvent, String members) {
    return lambdaEvent
        .withHeader("authorization", "Bearer " + token)
        .withBody("{" + members + REST);
  }

  /// A streamed call by the Function URL.
  LambdaEvent stream() {
    return ask(LambdaEvent.functionUrl("POST", "/bedrock"), members(true));
  }

  static String members(boolean stream) {
    return "\"modelId\": \"" + MODEL + "\", \"stream\": " + stream + ", ";
  }

  CollectedResponse call(LambdaEvent lambdaEvent) throws IOException {
    return call(lambdaEvent, new CollectedResponse());
  }

  CollectedResponse call(LambdaEvent lambdaEvent, CollectedResponse response) throws IOException {
    gateway.handle(lambdaEvent.stream(), response, TestContext.ofOneMinute());
    return response;
  }

  /// The records of this month, and of its neighbours: a test may begin before midnight.
  List<Map<String, AttributeValue>> records() {
    YearMonth now = YearMonth.now(ZoneOffset.UTC);
    return Stream.of(now.minusMonths(1), now, now.plusMonths(1))
        .map(month -> TABLES.query(LocalTables.USAGE, "customerMonth", customer + "#" + month))
        .flatMap(List::stream)
        .toList();
  }

  List<Map<String, AttributeValue>> counters() {
    List<Map<String, AttributeValue>> first =
        TABLES.query(LocalTables.LIMITS, "customerId", customer);
    if (first.stream().noneMatch(item -> item.containsKey("depth"))) {
      return first;
    }
    return Stream.concat(
            first.stream(),
            TABLES
                .scan(
                    LocalTables.LIMITS, "begins_with(#name, :value)", "customerId", customer + "#")
                .stream()
                .filter(item -> item.containsKey("depth")))
        .toList();
  }

  /// The ids of the customer's running answers, by their open reservations.
  List<String> running() {
    return counters().stream()
        .flatMap(item -> item.entrySet().stream())
        .filter(entry -> entry.getKey().startsWith("o") && entry.getValue().s() != null)
        .map(entry -> entry.getKey().substring(1))
        .toList();
  }

  /// The requests to stop its answers.
  List<Map<String, AttributeValue>> stopRequests() {
    return TABLES.scan(
        LocalTables.SESSIONS, "contains(#name, :value)", "connectionId", "HTTP#" + customer + "#");
  }

  /// The rows of a connection.
  List<Map<String, AttributeValue>> sessions(String connection) {
    return TABLES.query(LocalTables.SESSIONS, "connectionId", connection);
  }

  /// How many requests were admitted.
  long admitted() {
    return counters().stream()
        .flatMap(item -> item.entrySet().stream())
        .filter(counter -> counter.getKey().matches("M[0-9]{6}r"))
        .mapToLong(counter -> Long.parseLong(counter.getValue().n()))
        .sum();
  }

  @Override
  public void close() {
    awsClients.close();
  }

  void revokeKey() {
    putKey("revoked");
  }

  private void putKey(String status) {
    TABLES.put(
        LocalTables.API_KEYS,
        Map.of(
            "keyHash", text(sha256(token)),
            "customerId", text(customer),
            "status", text(status),
            "prefix", text(token.substring(0, 11)),
            "name", text("tests")));
  }

  private static String sha256(String value) {
    try {
      byte[] bytes = value.getBytes(StandardCharsets.US_ASCII);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
