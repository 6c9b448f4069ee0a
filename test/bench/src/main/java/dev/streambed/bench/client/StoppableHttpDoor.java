package dev.streambed.bench.client;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Stops by the id in the answer's head, as a caller does that has chosen none.
///
/// @param door asks
/// @param deletion stops
record StoppableHttpDoor(HttpDoor door, Deletion deletion) implements StoppableDoor {

  private static final Pattern ID =
      Pattern.compile("(?im)^x-request-id:[ \\t]*([A-Za-z0-9_-]+)[ \\t]*\\r?$");

  private static final String STOPPED = "\"stopReason\":\"stopped\"";

  @Override
  public Answer ask(Wish wish) throws IOException {
    return door.ask(wish);
  }

  @Override
  public Optional<Stopped> stop(Wish wish, Duration after) throws IOException {
    Connection connection = door.connection();
    String id = id(connection.begin(door.request(wish)));
    Later stop = Later.after(after, () -> deletion.send(id));
    Body body = connection.end();
    if (!body.contains(STOPPED)) {
      return Optional.empty();
    }
    Answer answer = connection.answer(body, door.format());
    answer.requireOrder();
    return Optional.of(new Stopped(stop.sent(), answer, connection.ended()));
  }

  @Override
  public void close() throws IOException {
    try (door;
        deletion) {
      // Both, whatever fails.
    }
  }

  private static String id(String head) throws IOException {
    Matcher found = ID.matcher(head);
    if (!found.find()) {
      throw new IOException("the answer's head has no x-request-id");
    }
    return found.group(1);
  }
}
