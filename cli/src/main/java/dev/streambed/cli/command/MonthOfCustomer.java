package dev.streambed.cli.command;

import dev.streambed.cli.vocabulary.UsageRecord;
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
record MonthOfCustomer(String id, String name, List<Group> groups, Tally total) {

  /// @param names the day, the model, or both, as was asked for
  record Group(List<String> names, Tally tally) {}

  static MonthOfCustomer of(
      String id, String name, List<Grouping> by, Stream<UsageRecord> records) {
    Map<List<String>, Tally> tallies = new HashMap<>();
    Tally total = new Tally();
    records.forEach(record -> {
      List<String> names = by.stream().map(grouping -> grouping.of(record)).toList();
      tallies.computeIfAbsent(names, _ -> new Tally()).add(record);
      total.add(record);
    });
    List<Group> groups = new ArrayList<>();
    tallies.forEach((names, tally) -> groups.add(new Group(names, tally)));
    groups.sort(Comparator.comparing(Group::names, MonthOfCustomer::compare));
    return new MonthOfCustomer(id, name, groups, total);
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
