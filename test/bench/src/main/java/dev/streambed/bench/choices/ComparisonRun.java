package dev.streambed.bench.choices;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Runs candidates alternately and collects their figures.
final class ComparisonRun {

  private final Map<String, List<Map<String, Double>>> figures = new LinkedHashMap<>();

  private ComparisonRun() {}

  static ComparisonRun of(List<Candidate> candidates, int rounds) throws Exception {
    ComparisonRun all = new ComparisonRun();
    candidates.forEach(candidate -> all.figures.put(candidate.name(), new ArrayList<>()));
    for (int round = 0; round <= rounds; round++) {
      all.run(candidates, round > 0);
    }
    return all;
  }

  private void run(List<Candidate> candidates, boolean counts) throws Exception {
    List<Candidate> shuffled = new ArrayList<>(candidates);
    Collections.shuffle(shuffled);
    for (Candidate candidate : shuffled) {
      Map<String, Double> one = candidate.trial().run();
      if (counts) {
        figures.getOrDefault(candidate.name(), new ArrayList<>()).add(one);
      }
    }
  }

  /// A table of these figures, each as median and best.
  String table(String heading, List<String> columns) {
    StringBuilder table = new StringBuilder("| " + heading + " |");
    columns.forEach(column -> table.append(' ').append(column).append(" |"));
    table.append("\n|---|").append("---|".repeat(columns.size())).append('\n');
    figures.forEach((name, runs) -> {
      table.append("| ").append(name).append(" |");
      columns.forEach(column -> table.append(cell(runs, column)));
      table.append('\n');
    });
    return table.toString();
  }

  private static String cell(List<Map<String, Double>> runs, String column) {
    List<Double> sorted =
        runs.stream().map(run -> run.getOrDefault(column, Double.NaN)).sorted().toList();
    return " %s (%s) |".formatted(number(sorted.get(sorted.size() / 2)), number(sorted.getFirst()));
  }

  private static String number(double value) {
    return value < 10 ? "%.2f".formatted(value) : "%.0f".formatted(value);
  }
}
