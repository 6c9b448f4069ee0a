package dev.streambed.cli.domain;

import java.util.List;
import java.util.Optional;

/// A page of a list.
///
/// @param next the cursor of the next page; absent on the last one
public record Page<T>(List<T> items, Optional<String> next) {

  public Page {
    items = List.copyOf(items);
  }
}
