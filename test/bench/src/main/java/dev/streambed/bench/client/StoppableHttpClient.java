package dev.streambed.bench.client;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Stops by the id in the answer's head, as a caller does that has chosen none.
///
/// @param door asks
/// @param stopRequest stops
record StoppableHttpClient(HttpModelClient door, StopRequest stopRequest)
    implements StoppableClient {

  private static final Pattern ID =
      Pattern.compile("(?im)^x-request-id:[ \\t]*([A-Za-z0-9_-]+)[ \\t]*\\r?$");

  private static final String STOPPED = "\"stopReason\":\"stopped\"";

  @Override
  public Answer ask(AnswerSpec answerSpec) throws IOException {
    return door.ask(answerSpec);
  }

  @Override
  public Optional<StoppedAnswer> stop(AnswerSpec answerSpec, Duration after) throws IOException {
    HttpConnection httpConnection = door.httpConnection();
    String id = id(httpConnection.sendAndReadHead(door.request(answerSpec)));
    DelayedTask stop = DelayedTask.start(after, () -> stopRequest.send(id));
    TimedBody timedBody = httpConnection.readBody();
    if (!timedBody.contains(STOPPED)) {
      return Optional.empty();
    }
    Answer answer = httpConnection.answer(timedBody, door.streamFormat());
    answer.requireOrder();
    return Optional.of(new StoppedAnswer(stop.awaitSentAt(), answer, httpConnection.endedAt()));
  }

  @Override
  public void close() throws IOException {
    try (door;
        stopRequest) {
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
