package dev.streambed.cli.command;

import dev.streambed.cli.domain.UsageRecord;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What usage is summed by.
enum UsageGrouping {
  DAY("day", "DAY"),
  MODEL("model_id", "MODEL");

  private final String field;
  private final String heading;

  UsageGrouping(String field, String heading) {
    this.field = field;
    this.heading = heading;
  }

  String field() {
    return field;
  }

  String heading() {
    return heading;
  }

  String of(UsageRecord record) {
    return switch (this) {
      case DAY -> record.day();
      case MODEL -> record.model();
    };
  }

  /// Reads `day`, `model`, `day,model` or `model,day`.
  ///
  /// @return nothing when it is something else
  static Optional<List<UsageGrouping>> parse(String text) {
    List<String> words = List.of(text.split(",", -1));
    List<UsageGrouping> groupings =
        words.stream()
            .flatMap(word -> Stream.of(values()).filter(each -> each.name().equalsIgnoreCase(word)))
            .distinct()
            .toList();
    return groupings.size() == words.size() ? Optional.of(groupings) : Optional.empty();
  }
}
