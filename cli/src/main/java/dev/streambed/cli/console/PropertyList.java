package dev.streambed.cli.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is known of one thing, for people: a name and a value to a line. Not thread-safe.
public final class PropertyList {

  private final List<String> names = new ArrayList<>();
  private final List<String> values = new ArrayList<>();

  public PropertyList add(String name, String value) {
    names.add(name);
    values.add(value);
    return this;
  }

  public PropertyList add(String name, Optional<String> value) {
    value.ifPresent(present -> add(name, present));
    return this;
  }

  public List<String> lines() {
    TextTable table = new TextTable().textColumn("").textColumn("");
    for (int at = 0; at < names.size(); at++) {
      table.row(List.of(names.get(at), values.get(at)));
    }
    List<String> lines = table.lines();
    return lines.subList(1, lines.size());
  }
}
