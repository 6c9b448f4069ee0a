package dev.streambed.gateway.limit;

import dev.streambed.gateway.domain.CustomerId;
import dev.streambed.gateway.domain.RateLimit;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The item that counts a customer's calls besides answers, or those with one web page's key. It
/// has a partition key of its own: writes of a key all go to one partition, and answers need
/// theirs.
record RateCounterKey(String partition) {

  private static final String RATE = "RATE";
  private static final Pattern COUNTER = Pattern.compile("m([0-9]{1,12})-[A-Za-z]+");

  static RateCounterKey of(CustomerId customer) {
    return new RateCounterKey(customer.value() + "#" + RATE);
  }

  static RateCounterKey ofBrowserKey(CustomerId customer, String key) {
    return new RateCounterKey(customer.value() + "#" + key);
  }

  Map<String, AttributeValue> attributes() {
    return Map.of(
        "customerId", AttributeValue.fromS(partition), "window", AttributeValue.fromS(RATE));
  }

  static String counter(Window minute, RateLimit limit) {
    return minute.windowLength().prefix() + minute.number() + "-" + limit.wireName();
  }

  /// The counters of minutes that are long over.
  static List<String> stale(Map<String, AttributeValue> item, Instant now) {
    return item.keySet().stream().filter(name -> isStale(name, now)).toList();
  }

  private static boolean isStale(String name, Instant now) {
    Matcher counter = COUNTER.matcher(name);
    return counter.matches()
        && new Window(WindowLength.MINUTE, Long.parseLong(counter.group(1))).isStale(now);
  }
}
