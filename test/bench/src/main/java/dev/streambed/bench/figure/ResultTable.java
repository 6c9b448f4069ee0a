package dev.streambed.bench.figure;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// All figures, one per line, as a Markdown table that is readable as plain text; comparisons
/// follow as tables of their own.
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
    Stream<String> comparisons =
        findings.stream().flatMap(found -> found.comparison().stream()).map(RatioTable::toString);
    Stream<String> figures =
        rows.size() > 1 || findings.stream().allMatch(found -> found.comparison().isEmpty())
            ? Stream.of(MarkdownTable.of(rows))
            : Stream.empty();
    return Stream.concat(figures, comparisons).collect(Collectors.joining("\n"));
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
}
