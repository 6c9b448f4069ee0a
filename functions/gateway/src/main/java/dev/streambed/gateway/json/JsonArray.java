package dev.streambed.gateway.json;

import java.util.List;

/// An array.
public record JsonArray(List<Json> elements) implements Json {

  public JsonArray {
    elements = List.copyOf(elements);
  }
}
