package dev.streambed.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.fixture.CountingTables;
import dev.streambed.gateway.fixture.LocalTables;
import dev.streambed.gateway.fixture.TestClock;
import dev.streambed.gateway.vocabulary.AllowedModels;
import dev.streambed.gateway.vocabulary.Customer;
import dev.streambed.gateway.vocabulary.CustomerId;
import dev.streambed.gateway.vocabulary.Estimate;
import dev.streambed.gateway.vocabulary.Limits;
import dev.streambed.gateway.vocabulary.ModelId;
import dev.streambed.gateway.vocabulary.Problem;
import dev.streambed.gateway.vocabulary.RequestId;
import dev.streambed.gateway.vocabulary.Transport;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The room, with a customer of its own in front of it.
final class Desk {

  static final ModelId MODEL = new ModelId("amazon.nova-lite-v1:0");

  private static final LocalTables LOCAL = LocalTables.shared();

  final CustomerId id = new CustomerId(UUID.randomUUID().toString());
  final TestClock clock;
  final CountingTables tables;
  final LimitsTable table;
  final Settler settler;
  private final Admitter admitter;

  /// @param now an ISO instant
  Desk(String now) {
    this(now, LOCAL.client());
  }

  /// @param client of the same tables
  Desk(String now, DynamoDbClient client) {
    tables = new CountingTables(client);
    table = new LimitsTable(tables, LocalTables.LIMITS);
    clock = TestClock.at(now);
    settler = new Settler(table, clock);
    admitter = new Admitter(table, new Random(), clock);
  }

  Customer customer(Limits limits) {
    return new Customer(id, limits, new AllowedModels.Every());
  }

  /// Something that may need 100 tokens and a millionth of a dollar.
  static Wanted wanted() {
    return wanted(new Estimate(60, 40), 1000);
  }

  static Wanted wanted(Estimate estimate, long nanoDollars) {
    return new Wanted(
        new RequestId(UUID.randomUUID().toString()),
        MODEL,
        Transport.FUNCTION_URL,
        true,
        estimate,
        OptionalLong.of(nanoDollars),
        Duration.ofMinutes(16));
  }

  Admission admit(Limits limits) {
    return admit(limits, wanted());
  }

  Admission admit(Limits limits, Wanted wanted) {
    return admitter.admit(customer(limits), wanted);
  }

  Admission admit(Customer customer, Wanted wanted) {
    return admitter.admit(customer, wanted);
  }

  Permit permit(Limits limits) {
    return permit(limits, wanted());
  }

  Permit permit(Limits limits, Wanted wanted) {
    Admission admission = admit(limits, wanted);
    assertThat(admission).isInstanceOf(Admission.Admitted.class);
    return ((Admission.Admitted) admission).permit();
  }

  Problem refusal(Limits limits) {
    return refusal(limits, wanted());
  }

  Problem refusal(Limits limits, Wanted wanted) {
    Admission admission = admit(limits, wanted);
    assertThat(admission).isInstanceOf(Admission.Refused.class);
    return ((Admission.Refused) admission).problem();
  }

  /// The item of the first shard, without its key; empty when there is none.
  Map<String, AttributeValue> item() {
    return item(0);
  }

  Map<String, AttributeValue> item(int shard) {
    Map<String, AttributeValue> key = new CounterKey(id, shard).attributes();
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
