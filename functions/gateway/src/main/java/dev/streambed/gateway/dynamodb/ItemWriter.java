package dev.streambed.gateway.dynamodb;

import dev.streambed.gateway.json.JsonStringWriter;
import java.util.List;
import java.util.Map;

/// Writes items and attribute values in DynamoDB's JSON, in which a value is an object whose only
/// member has the type as its name.
final class ItemWriter {

  private final StringBuilder out;

  ItemWriter(StringBuilder out) {
    this.out = out;
  }

  /// Writes an item, a key, or any other map of values.
  void item(Map<String, AttributeValue> item) {
    char before = '{';
    for (Map.Entry<String, AttributeValue> attribute : item.entrySet()) {
      out.append(before);
      JsonStringWriter.appendQuoted(out, attribute.getKey());
      out.append(':');
      value(attribute.getValue());
      before = ',';
    }
    close(before, '{', '}');
  }

  private void value(AttributeValue attribute) {
    out.append("{\"").append(attribute.type().name()).append("\":");
    switch (attribute.type()) {
      case S, N, B -> JsonStringWriter.appendQuoted(out, (String) attribute.value());
      case BOOL, NULL -> out.append(attribute.value());
      case SS, NS, BS -> set(attribute.strings());
      case L -> list(attribute.l());
      case M -> item(attribute.m());
    }
    out.append('}');
  }

  private void set(List<String> elements) {
    char before = '[';
    for (String element : elements) {
      out.append(before);
      JsonStringWriter.appendQuoted(out, element);
      before = ',';
    }
    close(before, '[', ']');
  }

  private void list(List<AttributeValue> elements) {
    char before = '[';
    for (AttributeValue element : elements) {
      out.append(before);
      value(element);
      before = ',';
    }
    close(before, '[', ']');
  }

  // An empty container has not been opened yet.
  private void close(char before, char opening, char closing) {
    if (before == opening) {
      out.append(opening);
    }
    out.append(closing);
  }
}
