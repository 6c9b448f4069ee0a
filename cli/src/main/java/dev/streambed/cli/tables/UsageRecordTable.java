package dev.streambed.cli.tables;

import dev.streambed.cli.domain.CustomerId;
import dev.streambed.cli.domain.LedgerRecord;
import dev.streambed.cli.domain.TokenCounts;
import dev.streambed.cli.domain.UsageRecord;
import java.math.BigInteger;
import java.time.Instant;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// Reads the table `usage`.
public record UsageRecordTable(StackTables stackTables) {

  private static final int DAY_LENGTH = "yyyy-MM-dd".length();

  /// A customer's records of a month, in the order of their admission. The stream reads them
  /// lazily, so that any number of them fits.
  public Stream<UsageRecord> findByMonth(CustomerId customer, YearMonth month) {
    return items(customer, month).flatMap(UsageRecordTable::records);
  }

  /// A customer's records of a month, each with the ids of its calls, read lazily.
  public Stream<LedgerRecord> ledger(CustomerId customer, YearMonth month) {
    return items(customer, month).map(item -> ledgerRecord(customer, item));
  }

  private static LedgerRecord ledgerRecord(CustomerId customer, Map<String, AttributeValue> item) {
    String sortKey = Items.text(item, AttributeNames.INSTANT_REQUEST_ID).orElse("");
    List<String> ids =
        Stream.concat(
                Stream.of(item),
                Items.list(item, AttributeNames.ATTEMPTS).stream().map(AttributeValue::m))
            .flatMap(each -> Items.text(each, "bedrock_request_id").stream())
            .distinct()
            .toList();
    return new LedgerRecord(
        customer,
        Items.text(item, "request_id").orElse(""),
        sortKey,
        instant(sortKey),
        Items.text(item, "model_id").orElse(""),
        Items.text(item, "region").orElse(""),
        Items.text(item, "outcome").orElse(""),
        Items.text(item, "usage_source").orElse(""),
        ids,
        new TokenCounts(
            count(item, "input_tokens").longValue(),
            count(item, "output_tokens").longValue(),
            count(item, "cache_read_tokens").longValue(),
            count(item, "cache_write_tokens").longValue()),
        whole(item, AttributeNames.COST_NANO_USD));
  }

  private static Instant instant(String sortKey) {
    try {
      return Instant.parse(sortKey.split("#", 2)[0]);
    } catch (DateTimeParseException _) {
      return Instant.MIN;
    }
  }

  // What the item itself says are the sums over its attempts, the last of which is its model's. It
  // has no cost if one of them has no price.
  private static Stream<UsageRecord> records(Map<String, AttributeValue> item) {
    List<AttributeValue> attempts = Items.list(item, AttributeNames.ATTEMPTS);
    return attempts.isEmpty()
        ? Stream.of(record(item, item, Optional.of(cost(item))))
        : IntStream.range(0, attempts.size())
            .mapToObj(each ->
                record(
                    item,
                    attempts.get(each).m(),
                    each == attempts.size() - 1 ? Optional.of(cost(item)) : Optional.empty()));
  }

  static Map<String, AttributeValue> key(Map<String, AttributeValue> item) {
    Map<String, AttributeValue> key = new HashMap<>(item);
    key.keySet()
        .retainAll(Set.of(AttributeNames.CUSTOMER_MONTH, AttributeNames.INSTANT_REQUEST_ID));
    return key;
  }

  Stream<Map<String, AttributeValue>> items(CustomerId customer, YearMonth month) {
    QueryRequest request =
        QueryRequest.builder()
            .tableName(stackTables.names().usage())
            .keyConditionExpression("#month = :month")
            .expressionAttributeNames(Map.of("#month", AttributeNames.CUSTOMER_MONTH))
            .expressionAttributeValues(Map.of(":month", Items.text(customer.value() + "#" + month)))
            .consistentRead(true)
            .build();
    return stackTables.dynamoDb().queryPaginator(request).items().stream();
  }

  private static UsageRecord record(
      Map<String, AttributeValue> item,
      Map<String, AttributeValue> used,
      Optional<UsageRecord.Cost> requestCost) {
    String instant = Items.text(item, AttributeNames.INSTANT_REQUEST_ID).orElse("");
    return new UsageRecord(
        instant.substring(0, Math.min(DAY_LENGTH, instant.length())),
        Items.text(used, "model_id").orElse(""),
        new UsageRecord.Tokens(
            count(used, "input_tokens"),
            count(used, "output_tokens"),
            count(used, "cache_read_tokens"),
            count(used, "cache_write_tokens")),
        cost(used),
        source(item),
        requestCost);
  }

  private static UsageRecord.Cost cost(Map<String, AttributeValue> used) {
    return new UsageRecord.Cost(
        whole(used, AttributeNames.COST_NANO_USD), Items.text(used, "usage_source").orElse(""));
  }

  private static UsageRecord.Source source(Map<String, AttributeValue> item) {
    Map<String, AttributeValue> tags = Items.map(item, "tags").orElse(Map.of());
    return new UsageRecord.Source(
        Items.text(item, "key_id").orElse(""),
        Items.text(item, "dialect").orElse(""),
        tags.keySet().stream()
            .collect(Collectors.toMap(name -> name, name -> Items.text(tags, name).orElse(""))));
  }

  private static BigInteger count(Map<String, AttributeValue> item, String name) {
    return whole(item, name).orElse(BigInteger.ZERO);
  }

  private static Optional<BigInteger> whole(Map<String, AttributeValue> item, String name) {
    return Items.number(item, name).map(number -> number.toBigInteger());
  }
}
