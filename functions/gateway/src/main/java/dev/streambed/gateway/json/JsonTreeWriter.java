package dev.streambed.gateway.json;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;

/// Writes a tree as compact JSON text, without recursion, so that a deep tree cannot overflow the
/// stack. Not thread-safe.
final class JsonTreeWriter {

  private final StringBuilder out;
  private final Deque<Rest> open = new ArrayDeque<>();

  JsonTreeWriter(StringBuilder out) {
    this.out = out;
  }

  void write(Json value) {
    begin(value);
    while (!open.isEmpty()) {
      Rest rest = open.getLast();
      if (rest.values().hasNext()) {
        separate(rest);
        begin(rest.values().next());
      } else {
        out.append(rest.end());
        open.removeLast();
      }
    }
  }

  private void begin(Json value) {
    switch (value) {
      case JsonObject(var members) -> {
        out.append('{');
        open.addLast(new Rest(members.keySet().iterator(), members.values().iterator(), '}'));
      }
      case JsonArray(var elements) -> {
        out.append('[');
        open.addLast(new Rest(Collections.emptyIterator(), elements.iterator(), ']'));
      }
      case JsonString(String text) -> JsonStringWriter.appendQuoted(out, text);
      case JsonNumber(String text) -> out.append(text);
      case JsonBoolean(boolean flag) -> out.append(flag);
      case JsonNull() -> out.append("null");
    }
  }

  private void separate(Rest rest) {
    char last = out.charAt(out.length() - 1);
    if (last != '{' && last != '[') {
      out.append(',');
    }
    if (rest.names().hasNext()) {
      JsonStringWriter.appendQuoted(out, rest.names().next());
      out.append(':');
    }
  }

  /// The rest of an open container.
  ///
  /// @param names the names of the values, for an object
  private record Rest(Iterator<String> names, Iterator<Json> values, char end) {}
}
