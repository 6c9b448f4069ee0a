package dev.streambed.cli.command;

import dev.streambed.cli.domain.UsageRecord;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// A customer's usage in a month, in groups.
///
/// @param name the customer's name, or empty
/// @param groups sorted by their names
/// @param total of all groups
record CustomerMonthlyUsage(String id, String name, List<Group> groups, Totals total) {

  /// @param names one for each dimension
  record Group(List<String> names, Totals totals) {}

  static CustomerMonthlyUsage of(
      String id, String name, List<Grouping> by, Stream<UsageRecord> records) {
    Map<List<String>, Totals> groups = new HashMap<>();
    Totals total = new Totals();
    records.forEach(record -> {
      List<String> names = by.stream().map(grouping -> grouping.nameOf(record)).toList();
      groups.computeIfAbsent(names, _ -> new Totals()).add(record);
      total.add(record);
    });
    List<Group> sorted = new ArrayList<>();
    groups.forEach((names, totals) -> sorted.add(new Group(names, totals)));
    sorted.sort(Comparator.comparing(Group::names, CustomerMonthlyUsage::compare));
    return new CustomerMonthlyUsage(id, name, sorted, total);
  }

  private static int compare(List<String> left, List<String> right) {
    for (int at = 0; at < left.size(); at++) {
      int order = left.get(at).compareTo(right.get(at));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  /// A dimension that usage is grouped by.
  ///
  /// @param field its name in JSON and CSV
  /// @param heading its column in a table
  /// @param name the group of a record; empty when the record has none
  record Grouping(String field, String heading, Function<UsageRecord, String> name) {

    static final Grouping DAY = new Grouping("day", "DAY", UsageRecord::day);
    static final Grouping MODEL = new Grouping("model_id", "MODEL", UsageRecord::model);

    private static final Grouping KEY =
        new Grouping("key_id", "KEY", record -> record.source().keyId());
    private static final Grouping DIALECT =
        new Grouping("dialect", "DIALECT", record -> record.source().dialect());

    private static final String TAG = "tag:";

    String nameOf(UsageRecord record) {
      return name.apply(record);
    }

    /// Parses dimensions separated by commas, such as `day,model` or `tag:team`.
    static Optional<List<Grouping>> parse(String text) {
      List<String> words = List.of(text.split(",", -1));
      List<Grouping> groupings = words.stream().flatMap(word -> of(word).stream()).toList();
      boolean isValid =
          groupings.size() == words.size()
              && groupings.stream().map(Grouping::field).distinct().count() == words.size();
      return isValid ? Optional.of(groupings) : Optional.empty();
    }

    private static Optional<Grouping> of(String word) {
      return switch (word.toLowerCase(Locale.ROOT)) {
        case "day" -> Optional.of(DAY);
        case "model" -> Optional.of(MODEL);
        case "key" -> Optional.of(KEY);
        case "dialect" -> Optional.of(DIALECT);
        case String tag when tag.startsWith(TAG) && tag.length() > TAG.length() ->
            Optional.of(ofTag(tag));
        default -> Optional.empty();
      };
    }

    private static Grouping ofTag(String field) {
      String tag = field.substring(TAG.length());
      return new Grouping(
          field, field.toUpperCase(Locale.ROOT), record -> record.source().tag(tag));
    }
  }

  /// The sum of usage records. It also counts the requests that a bill should not hide: those
  /// without a price, with estimated tokens, or without tokens. Not thread-safe.
  static final class Totals {

    private long requests;
    private long unpriced;
    private long estimated;
    private long withoutNumbers;
    private BigInteger input = BigInteger.ZERO;
    private BigInteger output = BigInteger.ZERO;
    private BigInteger cacheRead = BigInteger.ZERO;
    private BigInteger cacheWrite = BigInteger.ZERO;
    private BigInteger nanoUsd = BigInteger.ZERO;
    private boolean anyPrice;
    private boolean anyWithoutPrice;

    void add(UsageRecord record) {
      input = input.add(record.tokens().input());
      output = output.add(record.tokens().output());
      cacheRead = cacheRead.add(record.tokens().cacheRead());
      cacheWrite = cacheWrite.add(record.tokens().cacheWrite());
      nanoUsd = nanoUsd.add(record.cost().nanoUsd().orElse(BigInteger.ZERO));
      anyPrice |= record.cost().nanoUsd().isPresent();
      anyWithoutPrice |= record.cost().isUnpriced();
      record.requestCost().ifPresent(this::count);
    }

    private void count(UsageRecord.Cost requestCost) {
      requests++;
      withoutNumbers += requestCost.hasTokens() ? 0 : 1;
      estimated += requestCost.isEstimated() ? 1 : 0;
      unpriced += requestCost.isUnpriced() ? 1 : 0;
    }

    long requests() {
      return requests;
    }

    /// Requests with tokens that have no price. No sum includes the cost of those.
    long unpriced() {
      return unpriced;
    }

    long estimated() {
      return estimated;
    }

    /// Requests without tokens: Bedrock reported none, usually because it answered with an error.
    long withoutNumbers() {
      return withoutNumbers;
    }

    BigInteger input() {
      return input;
    }

    BigInteger output() {
      return output;
    }

    BigInteger cacheRead() {
      return cacheRead;
    }

    BigInteger cacheWrite() {
      return cacheWrite;
    }

    /// The cost of what has a price. Absent if nothing has one, because 0 would be summed up.
    Optional<BigInteger> nanoUsd() {
      return anyWithoutPrice && !anyPrice ? Optional.empty() : Optional.of(nanoUsd);
    }

    /// The same in dollars.
    Optional<String> usd() {
      return nanoUsd().map(ValueFormat::dollars);
    }
  }
}
