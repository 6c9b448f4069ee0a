package dev.streambed.bedrock;

import dev.streambed.bedrock.ReceivedRequest.Outcome;
import dev.streambed.bedrock.model.Answer;
import dev.streambed.bedrock.protocol.AwsError;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Takes requests from Jetty, each on a virtual thread of its own, and sees their answers through.
final class RequestHandler extends Handler.Abstract {

  private static final System.Logger LOG = System.getLogger(RequestHandler.class.getName());
  // Bedrock's limit for one body.
  private static final int LARGEST_BODY = 25_000_000;
  private static final AwsError TOO_LARGE =
      AwsError.validation(
          "1 validation error detected: Value at 'body' failed to satisfy constraint: Member must have length less"
              + " than or equal to "
              + LARGEST_BODY);

  private final RequestChecks requestChecks;
  private final ReceivedRequests receivedRequests;
  private final Clock clock;

  RequestHandler(RequestChecks requestChecks, ReceivedRequests receivedRequests, Clock clock) {
    this.requestChecks = requestChecks;
    this.receivedRequests = receivedRequests;
    this.clock = clock;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    byte[] body = body(request);
    ReceivedRequest entry =
        new ReceivedRequest(
            clock.instant(), request.getHttpURI().getPath(), headers(request), body);
    receivedRequests.add(entry);
    ClientWatch client = ClientWatch.of(request);
    HttpAnswerSink sink = new HttpAnswerSink(response, client, entry);
    Outcome outcome = answered(request, sink, entry);
    entry.ended(outcome);
    client.finish();
    switch (outcome) {
      case Outcome.Complete _ -> callback.succeeded();
      case Outcome.ClientGone _, Outcome.Cut _ ->
          callback.failed(new IOException(outcome.toString()));
    }
    return true;
  }

  private Outcome answered(Request request, HttpAnswerSink sink, ReceivedRequest entry) {
    try {
      sink.send(answer(request, entry));
      return new Outcome.Complete(clock.instant());
    } catch (HttpAnswerSink.ClientGoneException _) {
      return new Outcome.ClientGone(clock.instant());
    } catch (IOException _) {
      return new Outcome.Cut(clock.instant());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Outcome.Cut(clock.instant());
    } catch (RuntimeException bug) {
      report("An answer broke off", bug);
      return new Outcome.Cut(clock.instant());
    }
  }

  private Answer answer(Request request, ReceivedRequest entry) throws InterruptedException {
    if (entry.rawBody().length > LARGEST_BODY) {
      return Answer.refused(TOO_LARGE);
    }
    String query = Optional.ofNullable(request.getHttpURI().getQuery()).orElse("");
    try {
      return requestChecks.answer(request.getMethod(), query, entry);
    } catch (IOException | RuntimeException failed) {
      report("A request could not be answered", failed);
      return Answer.refused(AwsError.ofStatus(500));
    }
  }

  /// Logs what failed and where, but not the exception's message, which may quote a request.
  private static void report(String what, Exception failed) {
    String kind = failed.getClass().getName();
    Object where = Arrays.stream(failed.getStackTrace()).findFirst().orElse(null);
    LOG.log(System.Logger.Level.ERROR, "{0}: {1} at {2}", what, kind, where);
  }

  /// The body, or its beginning with one byte more than is allowed.
  private static byte[] body(Request request) throws IOException {
    try (InputStream in = Content.Source.asInputStream(request)) {
      return in.readNBytes(LARGEST_BODY + 1);
    }
  }

  private static Map<String, List<String>> headers(Request request) {
    Map<String, List<String>> headers = new HashMap<>();
    for (HttpField field : request.getHeaders()) {
      String name = field.getName().toLowerCase(Locale.ROOT);
      headers.merge(
          name,
          List.of(Optional.ofNullable(field.getValue()).orElse("")),
          (some, more) -> Stream.concat(some.stream(), more.stream()).toList());
    }
    // HTTP/2 has no such header, but a signature always covers it.
    headers.putIfAbsent(
        "host", List.of(Optional.ofNullable(request.getHttpURI().getAuthority()).orElse("")));
    return headers;
  }
}
