package dev.streambed.bench.client;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Stops by the request id in the response head, as a caller that has not chosen one.
///
/// @param client sends questions
/// @param stopRequest sends stops
record StoppableHttpClient(HttpModelClient client, StopRequest stopRequest)
    implements StoppableClient {

  private static final Pattern ID =
      Pattern.compile("(?im)^x-request-id:[ \\t]*([A-Za-z0-9_-]+)[ \\t]*\\r?$");

  private static final String STOPPED = "\"stopReason\":\"stopped\"";

  @Override
  public Answer ask(AnswerSpec answerSpec) throws IOException {
    return client.ask(answerSpec);
  }

  @Override
  public Optional<StoppedAnswer> stop(AnswerSpec answerSpec, Duration after) throws IOException {
    HttpConnection httpConnection = client.httpConnection();
    String id = id(httpConnection.sendAndReadHead(client.request(answerSpec)));
    DelayedTask stop = DelayedTask.start(after, () -> stopRequest.send(id));
    TimedBody timedBody = httpConnection.readBody();
    if (!timedBody.contains(STOPPED)) {
      return Optional.empty();
    }
    Answer answer = httpConnection.answer(timedBody, client.streamFormat());
    answer.requireOrder();
    return Optional.of(new StoppedAnswer(stop.awaitSentAt(), answer, httpConnection.endedAt()));
  }

  @Override
  public void close() throws IOException {
    try (client;
        stopRequest) {
      // Closes both, whatever fails.
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
