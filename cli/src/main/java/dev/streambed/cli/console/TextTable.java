package dev.streambed.cli.console;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Columns that stand below each other, two spaces apart. Not thread-safe.
public final class TextTable {

  private static final String GAP = "  ";

  private final List<Column> columns = new ArrayList<>();
  private final List<List<String>> rows = new ArrayList<>();

  private record Column(String heading, boolean isNumber) {}

  /// A column of words, set to the left.
  public TextTable textColumn(String heading) {
    columns.add(new Column(heading, false));
    return this;
  }

  /// A column of numbers, set to the right.
  public TextTable numberColumn(String heading) {
    columns.add(new Column(heading, true));
    return this;
  }

  public void row(List<String> cells) {
    if (cells.size() != columns.size()) {
      throw new IllegalArgumentException("cells != " + columns.size() + ": " + cells.size());
    }
    rows.add(cells.stream().map(PlainText::sanitize).toList());
  }

  /// The headings, and a line for each row.
  public List<String> lines() {
    int[] widths = IntStream.range(0, columns.size()).map(this::width).toArray();
    List<String> lines = new ArrayList<>();
    lines.add(line(columns.stream().map(Column::heading).toList(), widths));
    rows.forEach(row -> lines.add(line(row, widths)));
    return lines;
  }

  private String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int at = 0; at < cells.size(); at++) {
      String padding = " ".repeat(widths[at] - length(cells.get(at)));
      line.append(at == 0 ? "" : GAP);
      line.append(columns.get(at).isNumber() ? padding + cells.get(at) : cells.get(at) + padding);
    }
    return line.toString().stripTrailing();
  }

  private int width(int column) {
    int widest =
        rows.stream().map(row -> row.get(column)).mapToInt(TextTable::length).max().orElse(0);
    return Math.max(widest, length(columns.get(column).heading()));
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
