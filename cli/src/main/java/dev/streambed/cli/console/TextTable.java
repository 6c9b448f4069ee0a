package dev.streambed.cli.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// A table of text with aligned columns, two spaces apart. Not thread-safe.
public final class TextTable {

  private static final String GAP = "  ";

  private final List<Column> columns = new ArrayList<>();
  private final List<List<String>> rows = new ArrayList<>();

  private final boolean hasHeading;

  public TextTable() {
    this(true);
  }

  private TextTable(boolean hasHeading) {
    this.hasHeading = hasHeading;
  }

  private record Column(String heading, boolean isNumber) {}

  /// Adds a column of text, aligned to the left.
  public TextTable textColumn(String heading) {
    columns.add(new Column(heading, false));
    return this;
  }

  /// Adds a column of numbers, aligned to the right.
  public TextTable numberColumn(String heading) {
    columns.add(new Column(heading, true));
    return this;
  }

  /// A table of names and values without a heading, for the properties of one thing.
  public static TextTable ofProperties() {
    return new TextTable(false).textColumn("").textColumn("");
  }

  public TextTable property(String name, String value) {
    row(List.of(name, value));
    return this;
  }

  /// An absent value adds no row.
  public TextTable property(String name, Optional<String> value) {
    value.ifPresent(present -> property(name, present));
    return this;
  }

  public void row(List<String> cells) {
    if (cells.size() != columns.size()) {
      throw new IllegalArgumentException("cells != " + columns.size() + ": " + cells.size());
    }
    rows.add(cells.stream().map(PlainText::sanitize).toList());
  }

  /// The heading and a line for each row.
  public List<String> lines() {
    int[] widths = IntStream.range(0, columns.size()).map(this::width).toArray();
    List<String> lines = new ArrayList<>();
    if (hasHeading) {
      lines.add(line(columns.stream().map(Column::heading).toList(), widths));
    }
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
