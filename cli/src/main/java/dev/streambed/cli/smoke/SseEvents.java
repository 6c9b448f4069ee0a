package dev.streambed.cli.smoke;

import java.util.ArrayList;
import java.util.List;

/// The events of a text/event-stream.
record SseEvents(List<Event> all) {

  /// @param name of the field `event`; empty without one
  /// @param data without line ends between its lines
  record Event(String name, String data) {}

  static SseEvents parse(String text) {
    List<Event> events = new ArrayList<>();
    for (String block : text.split("\\R\\R", -1)) {
      String name = "";
      StringBuilder data = new StringBuilder();
      for (String line : block.lines().toList()) {
        if (line.startsWith("event:")) {
          name = line.substring("event:".length()).strip();
        } else if (line.startsWith("data:")) {
          data.append(line.substring("data:".length()).strip());
        }
      }
      if (!data.isEmpty()) {
        events.add(new Event(name, data.toString()));
      }
    }
    return new SseEvents(List.copyOf(events));
  }

  /// The data of the last event; empty if there is none.
  String lastData() {
    return all.isEmpty() ? "" : all.getLast().data();
  }

  /// Whether an event of this type, by its name or its member `type`, is there.
  boolean has(String type) {
    return all.stream().anyMatch(event -> isOfType(event, type));
  }

  boolean beginsWith(String type) {
    return !all.isEmpty() && isOfType(all.getFirst(), type);
  }

  boolean endsWith(String type) {
    return !all.isEmpty() && isOfType(all.getLast(), type);
  }

  private static boolean isOfType(Event event, String type) {
    return event.name().equals(type)
        || HttpReply.object(event.data()).text("type").filter(type::equals).isPresent();
  }
}
