package dev.streambed.cli.command;

import dev.streambed.cli.domain.UsageRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What one customer used in a month, in groups.
///
/// @param id the customer's
/// @param name what people call it, or empty
/// @param groups in the order of their names
/// @param total of all groups
record CustomerMonth(String id, String name, List<Group> groups, UsageTotals total) {

  /// @param names the day, the model, or both, as was asked for
  record Group(List<String> names, UsageTotals usageTotals) {}

  static CustomerMonth of(
      String id, String name, List<UsageGrouping> by, Stream<UsageRecord> records) {
    Map<List<String>, UsageTotals> tallies = new HashMap<>();
    UsageTotals total = new UsageTotals();
    records.forEach(record -> {
      List<String> names = by.stream().map(usageGrouping -> usageGrouping.of(record)).toList();
      tallies.computeIfAbsent(names, _ -> new UsageTotals()).add(record);
      total.add(record);
    });
    List<Group> groups = new ArrayList<>();
    tallies.forEach((names, usageTotals) -> groups.add(new Group(names, usageTotals)));
    groups.sort(Comparator.comparing(Group::names, CustomerMonth::compare));
    return new CustomerMonth(id, name, groups, total);
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
}
