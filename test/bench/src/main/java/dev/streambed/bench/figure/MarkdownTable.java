package dev.streambed.bench.figure;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A Markdown table that is readable as plain text.
final class MarkdownTable {

  private MarkdownTable() {}

  /// @param rows the heading, then the others; all of the same length
  static String of(List<List<String>> rows) {
    List<Integer> widths =
        IntStream.range(0, rows.getFirst().size()).mapToObj(column -> width(rows, column)).toList();
    String rule = widths.stream().map("-"::repeat).collect(Collectors.joining(" | ", "| ", " |\n"));
    return line(rows.getFirst(), widths)
        + rule
        + rows.stream().skip(1).map(row -> line(row, widths)).collect(Collectors.joining());
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
