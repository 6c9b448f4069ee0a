package dev.streambed.cli.domain;

import java.util.List;
import java.util.Optional;

/// Some of many.
///
/// @param next what the following page is asked for with; absent after the last
public record Page<T>(List<T> items, Optional<String> next) {

  public Page {
    items = List.copyOf(items);
  }
}
