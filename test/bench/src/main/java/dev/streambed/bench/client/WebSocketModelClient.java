package dev.streambed.bench.client;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A model client over WebSocket.
final class WebSocketModelClient implements StoppableClient {

  private static final List<String> NOT_THE_LAST =
      List.of(
          "\"type\":\"start\"", "\"type\":\"content\"", "\"type\":\"event\"", "\"type\":\"ping\"");

  private final WebSocketConnection connection;
  private final RequestBodies requestBodies;
  private int asks;

  private WebSocketModelClient(WebSocketConnection connection, RequestBodies requestBodies) {
    this.connection = connection;
    this.requestBodies = requestBodies;
  }

  static WebSocketModelClient open(URI url, String apiKey, String model, TimedBytes timedBytes)
      throws IOException {
    return new WebSocketModelClient(
        WebSocketConnection.open(url, apiKey, timedBytes), new RequestBodies(model));
  }

  @Override
  public Answer ask(AnswerSpec answerSpec) throws IOException {
    String id = nextId();
    long sentAt = connection.ask(requestBodies.invocation(answerSpec, id).toString());
    Answer answer = conversation(id, readOn(connection.next())).answer(sentAt);
    answer.requireWhole(answerSpec.chunks());
    return answer;
  }

  @Override
  public Optional<StoppedAnswer> stop(AnswerSpec answerSpec, Duration after) throws IOException {
    String id = nextId();
    long sentAt = connection.ask(requestBodies.invocation(answerSpec, id).toString());
    WebSocketFrame first = connection.next();
    DelayedTask stop =
        DelayedTask.start(after, () -> connection.send(RequestBodies.stop(id).toString()));
    List<WebSocketFrame> frames = readOn(first);
    WebSocketAnswer webSocketAnswer = conversation(id, frames);
    if (!webSocketAnswer.isStopped()) {
      return Optional.empty();
    }
    Answer answer = webSocketAnswer.answer(sentAt);
    answer.requireOrder();
    return Optional.of(
        new StoppedAnswer(stop.awaitSentAt(), answer, connection.arrival(frames.getLast())));
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }

  private String nextId() {
    return "answer-" + ++asks;
  }

  private List<WebSocketFrame> readOn(WebSocketFrame first) throws IOException {
    List<WebSocketFrame> frames = new ArrayList<>(List.of(first));
    while (isFollowed(connection.text(frames.getLast()))) {
      frames.add(connection.next());
    }
    if (connection.hasMore()) {
      throw new IOException("something came after the answer's end");
    }
    return frames;
  }

  // Does not parse the JSON yet: that waits until all chunks have arrived.
  private static boolean isFollowed(String message) {
    return NOT_THE_LAST.stream().anyMatch(message::contains);
  }

  private WebSocketAnswer conversation(String id, List<WebSocketFrame> frames) throws IOException {
    WebSocketAnswer webSocketAnswer = new WebSocketAnswer(id);
    for (WebSocketFrame webSocketFrame : frames) {
      webSocketAnswer.add(connection.text(webSocketFrame), connection.arrival(webSocketFrame));
    }
    return webSocketAnswer;
  }
}
