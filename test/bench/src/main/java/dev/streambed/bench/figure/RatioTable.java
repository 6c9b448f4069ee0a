package dev.streambed.bench.figure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Several candidates, measured in one run, each relative to the first.
///
/// @param candidates their names; the first is the one that the others are compared with
/// @param rows in order
/// @param absent what could not be measured, by name, with the reason
public record RatioTable(List<String> candidates, List<Row> rows, Map<String, String> absent) {

  private static final String NOTHING = "–";

  public RatioTable {
    candidates = List.copyOf(candidates);
    rows = List.copyOf(rows);
    absent = Collections.unmodifiableMap(new LinkedHashMap<>(absent));
  }

  /// One figure of every candidate that has it.
  ///
  /// @param label the label in the table
  /// @param unit the unit of the numbers
  /// @param isRatio whether the others are shown as ratios to the first, not as they are
  /// @param values the numbers by candidate
  public record Row(String label, Unit unit, boolean isRatio, Map<String, Double> values) {

    public Row {
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    private List<String> cells(List<String> candidates) {
      String first = candidates.getFirst();
      return Stream.concat(
              Stream.of(label, show(first)),
              candidates.stream().skip(1).map(candidate -> compare(candidate, first)))
          .toList();
    }

    private String compare(String candidate, String first) {
      Double value = values.get(candidate);
      Double base = values.get(first);
      if (value == null || base == null || !isRatio || base <= 0) {
        return show(candidate);
      }
      return String.format(Locale.ROOT, "%.2f", value / base);
    }

    private String show(String candidate) {
      Double value = values.get(candidate);
      return value == null ? NOTHING : unit.show(value);
    }
  }

  @Override
  public String toString() {
    List<List<String>> lines = new ArrayList<>();
    lines.add(Stream.concat(Stream.of("ratio to the first"), candidates.stream()).toList());
    rows.forEach(row -> lines.add(row.cells(candidates)));
    return MarkdownTable.of(lines)
        + absent.entrySet().stream()
            .map(missing ->
                "\nnot measured: %s: %s\n".formatted(missing.getKey(), missing.getValue()))
            .collect(Collectors.joining());
  }
}
