package dev.streambed.bench.client;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Asks over WebSocket.
final class SocketDoor implements StoppableDoor {

  private static final List<String> NOT_THE_LAST =
      List.of(
          "\"type\":\"start\"", "\"type\":\"content\"", "\"type\":\"event\"", "\"type\":\"ping\"");

  private final SocketConnection connection;
  private final Prompt prompt;
  private int asks;

  private SocketDoor(SocketConnection connection, Prompt prompt) {
    this.connection = connection;
    this.prompt = prompt;
  }

  static SocketDoor open(URI url, String token, String model, Tape tape) throws IOException {
    return new SocketDoor(SocketConnection.open(url, token, tape), new Prompt(model));
  }

  @Override
  public Answer ask(Wish wish) throws IOException {
    String id = nextId();
    long asked = connection.ask(prompt.invocation(wish, id).toString());
    Answer answer = conversation(id, readOn(connection.next())).answer(asked);
    answer.requireWhole(wish.pieces());
    return answer;
  }

  @Override
  public Optional<Stopped> stop(Wish wish, Duration after) throws IOException {
    String id = nextId();
    long asked = connection.ask(prompt.invocation(wish, id).toString());
    Frame first = connection.next();
    Later stop = Later.after(after, () -> connection.send(Prompt.stop(id).toString()));
    List<Frame> frames = readOn(first);
    Conversation conversation = conversation(id, frames);
    if (!conversation.isStopped()) {
      return Optional.empty();
    }
    Answer answer = conversation.answer(asked);
    answer.requireOrder();
    return Optional.of(new Stopped(stop.sent(), answer, connection.arrival(frames.getLast())));
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }

  private String nextId() {
    return "answer-" + ++asks;
  }

  private List<Frame> readOn(Frame first) throws IOException {
    List<Frame> frames = new ArrayList<>(List.of(first));
    while (isFollowed(connection.text(frames.getLast()))) {
      frames.add(connection.next());
    }
    if (connection.hasMore()) {
      throw new IOException("something came after the answer's end");
    }
    return frames;
  }

  // Without reading the JSON: that waits until no piece can come any more.
  private static boolean isFollowed(String message) {
    return NOT_THE_LAST.stream().anyMatch(message::contains);
  }

  private Conversation conversation(String id, List<Frame> frames) throws IOException {
    Conversation conversation = new Conversation(id);
    for (Frame frame : frames) {
      conversation.add(connection.text(frame), connection.arrival(frame));
    }
    return conversation;
  }
}
