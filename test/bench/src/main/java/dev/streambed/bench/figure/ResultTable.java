package dev.streambed.bench.figure;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// All figures, one per line, as a Markdown table that is readable as plain text.
///
/// @param findings in order
public record ResultTable(List<ExperimentResult> findings) {

  private static final List<String> HEADING = List.of("figure", "measured", "target", "");

  public ResultTable {
    findings = List.copyOf(findings);
  }

  @Override
  public String toString() {
    List<List<String>> rows =
        Stream.concat(Stream.of(HEADING), findings.stream().flatMap(ResultTable::rows)).toList();
    List<Integer> widths =
        IntStream.range(0, HEADING.size()).mapToObj(column -> width(rows, column)).toList();
    String rule = widths.stream().map("-"::repeat).collect(Collectors.joining(" | ", "| ", " |\n"));
    return line(rows.getFirst(), widths)
        + rule
        + rows.stream().skip(1).map(row -> line(row, widths)).collect(Collectors.joining());
  }

  private static Stream<List<String>> rows(ExperimentResult experimentResult) {
    Stream<String> gaps =
        Stream.concat(
            experimentResult.absence().stream().map("not measured: "::concat),
            experimentResult.failure().stream().map("failed: "::concat));
    return Stream.concat(
        gaps.map(gap -> List.of(experimentResult.experiment(), gap, "", "")),
        experimentResult.figures().stream().map(ResultTable::row));
  }

  private static List<String> row(Figure figure) {
    Optional<String> target = figure.target().stream().mapToObj(figure.unit()::show).findFirst();
    return List.of(
        figure.label(),
        figure.unit().show(figure.value()),
        target.map(most -> "≤ " + most).orElse(""),
        figure.verdict());
  }

  private static int width(List<List<String>> rows, int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElseThrow();
  }

  private static String line(List<String> row, List<Integer> widths) {
    return IntStream.range(0, row.size())
        .mapToObj(
            column -> row.get(column) + " ".repeat(widths.get(column) - row.get(column).length()))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }
}
