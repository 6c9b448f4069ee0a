package dev.streambed.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.domain.AllowedModels;
import dev.streambed.gateway.domain.Customer;
import dev.streambed.gateway.domain.CustomerId;
import dev.streambed.gateway.domain.Dialect;
import dev.streambed.gateway.domain.Limits;
import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.Operation;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.TokenEstimate;
import dev.streambed.gateway.domain.Transport;
import dev.streambed.gateway.dynamodb.DynamoDb;
import dev.streambed.gateway.dynamodb.TableRequest;
import dev.streambed.gateway.fixture.CountingDynamoDb;
import dev.streambed.gateway.fixture.LocalTables;
import dev.streambed.gateway.fixture.TestClock;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The package, with a customer of its own.
final class TestLimits {

  static final ModelId MODEL = new ModelId("amazon.nova-lite-v1:0");

  private static final LocalTables LOCAL = LocalTables.shared();

  final CustomerId id = new CustomerId(UUID.randomUUID().toString());
  final TestClock clock;
  final CountingDynamoDb tables;
  final LimitsTable table;
  final Settler settler;
  private final Admitter admitter;

  /// @param now an ISO instant
  TestLimits(String now) {
    this(now, LOCAL.dynamoDb());
  }

  /// @param client another client of the same tables
  TestLimits(String now, DynamoDb client) {
    tables = new CountingDynamoDb(client);
    table = new LimitsTable(tables, LocalTables.LIMITS);
    clock = TestClock.at(now);
    settler = new Settler(table, clock);
    admitter = new Admitter(table, new Random(), clock);
  }

  Customer customer(Limits limits) {
    return new Customer(id, limits, new AllowedModels.Every());
  }

  /// Gives the customer shards of this depth, as if it had been busy before.
  void split(int depth) {
    if (depth == 0) {
      return;
    }
    for (int index = 0; index < 1 << depth; index++) {
      Map<String, dev.streambed.gateway.dynamodb.AttributeValue> item =
          new TreeMap<>(new CounterKey(id, index).attributes());
      item.put(
          Shard.DEPTH,
          dev.streambed.gateway.dynamodb.AttributeValue.fromN(Integer.toString(depth)));
      tables.putItem(TableRequest.of(LocalTables.LIMITS).item(item));
    }
  }

  /// Something that may need 100 tokens and a millionth of a dollar.
  static ReservationRequest request() {
    return request(new TokenEstimate(60, 40), 1000);
  }

  static ReservationRequest request(TokenEstimate tokenEstimate, long nanoDollars) {
    return new ReservationRequest(
        new RequestId(UUID.randomUUID().toString()),
        MODEL,
        Transport.FUNCTION_URL,
        Operation.INVOKE_MODEL_STREAM,
        Dialect.SEED,
        tokenEstimate,
        OptionalLong.of(nanoDollars),
        Duration.ofMinutes(16));
  }

  Admission admit(Limits limits) {
    return admit(limits, request());
  }

  Admission admit(Limits limits, ReservationRequest reservationRequest) {
    return admitter.admit(customer(limits), reservationRequest);
  }

  Admission admit(Customer customer, ReservationRequest reservationRequest) {
    return admitter.admit(customer, reservationRequest);
  }

  Permit permit(Limits limits) {
    return permit(limits, request());
  }

  Permit permit(Limits limits, ReservationRequest reservationRequest) {
    Admission admission = admit(limits, reservationRequest);
    assertThat(admission).isInstanceOf(Admission.Admitted.class);
    return ((Admission.Admitted) admission).permit();
  }

  Problem refusal(Limits limits) {
    return refusal(limits, request());
  }

  Problem refusal(Limits limits, ReservationRequest reservationRequest) {
    Admission admission = admit(limits, reservationRequest);
    assertThat(admission).isInstanceOf(Admission.Refused.class);
    return ((Admission.Refused) admission).problem();
  }

  /// The item of the first shard, without its key; empty when there is none.
  Map<String, AttributeValue> item() {
    return item(0);
  }

  Map<String, AttributeValue> item(int shard) {
    Map<String, AttributeValue> key = new TreeMap<>();
    new CounterKey(id, shard)
        .attributes()
        .forEach((name, value) -> key.put(name, AttributeValue.fromS(value.s())));
    Map<String, AttributeValue> item =
        new TreeMap<>(
            LOCAL
                .client()
                .getItem(request -> request.tableName(LocalTables.LIMITS).key(key))
                .item());
    key.keySet().forEach(item::remove);
    return item;
  }

  /// The counters of the first shard that are not 0.
  Map<String, Long> counters() {
    Map<String, Long> counters = new TreeMap<>();
    item()
        .forEach((name, value) -> {
          if (value.n() != null && !name.equals("expiresAt") && !value.n().equals("0")) {
            counters.put(name, Long.parseLong(value.n()));
          }
        });
    return counters;
  }
}
