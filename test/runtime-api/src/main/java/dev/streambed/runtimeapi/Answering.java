package dev.streambed.runtimeapi;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Takes a runtime's `/response` and passes it on. One per answer, not thread-safe.
final class Answering {

  private static final String MODE = "Lambda-Runtime-Function-Response-Mode";
  private static final String ERROR_TYPE = "Lambda-Runtime-Function-Error-Type";
  private static final String ERROR_BODY = "Lambda-Runtime-Function-Error-Body";

  private final Turn turn;
  private final RequestHead head;
  private final Body body;
  private final Settings settings;
  private final byte[] piece = new byte[Bandwidth.LARGEST_PIECE];

  Answering(Turn turn, RequestHead head, Body body, Settings settings) {
    this.turn = turn;
    this.head = head;
    this.body = body;
    this.settings = settings;
  }

  /// Reads the answer to its end, and tells the invoker before the runtime how it ended.
  Reply receive() throws InterruptedIOException {
    String mode = head.headers().first(MODE);
    if (!mode.isEmpty() && !mode.equals("streaming")) {
      turn.sent(new Outcome.FunctionError("Runtime.InvalidResponseModeHeader", ""));
      return Reply.invalidResponseMode();
    }
    Outcome outcome = receive(new GuardedSink(turn));
    turn.sent(outcome);
    return replyTo(outcome);
  }

  private Outcome receive(GuardedSink sink) throws InterruptedIOException {
    try {
      return switch (turn.invocation().mode()) {
        case STREAMED -> stream(sink);
        case BUFFERED -> buffer(sink);
      };
    } catch (InterruptedIOException stopped) {
      throw stopped;
    } catch (IOException broken) {
      return new Outcome.Truncated();
    }
  }

  private Outcome stream(GuardedSink sink) throws IOException {
    TokenBucket bucket = new TokenBucket(settings.bandwidth(), settings.time());
    head(sink);
    long total = 0;
    for (int count = body.read(piece); count >= 0; count = body.read(piece)) {
      total += count;
      if (total > RuntimeApi.STREAMED_LIMIT) {
        return new Outcome.TooLarge(RuntimeApi.STREAMED_LIMIT);
      }
      take(bucket, count);
      sink.bytes(piece, 0, count);
    }
    return ended();
  }

  private Outcome buffer(GuardedSink sink) throws IOException {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (int count = body.read(piece); count >= 0; count = body.read(piece)) {
      whole.write(piece, 0, count);
      if (whole.size() > RuntimeApi.BUFFERED_LIMIT) {
        return new Outcome.TooLarge(RuntimeApi.BUFFERED_LIMIT);
      }
    }
    head(sink);
    sink.bytes(whole.toByteArray(), 0, whole.size());
    return ended();
  }

  private void head(GuardedSink sink) {
    String type = head.headers().first("Content-Type");
    boolean streaming = !head.headers().first(MODE).isEmpty();
    sink.head(type.isEmpty() ? "application/octet-stream" : type, streaming);
  }

  private Outcome ended() {
    String type = announced(ERROR_TYPE);
    String error = announced(ERROR_BODY);
    if (type.isEmpty() && error.isEmpty()) {
      return new Outcome.Complete();
    }
    return new Outcome.CompleteWithError(type, decoded(error));
  }

  // The platform's HTTP library drops a trailer that the head did not announce.
  private String announced(String trailer) {
    return head.headers().lists("Trailer", trailer) ? body.trailers().first(trailer) : "";
  }

  private static void take(TokenBucket bucket, int count) throws InterruptedIOException {
    try {
      bucket.take(count);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the server stops");
    }
  }

  private static Reply replyTo(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Complete _, Outcome.CompleteWithError _ -> Reply.accepted();
      case Outcome.TooLarge large -> Reply.tooLarge(large.limit());
      case Outcome.Truncated _ -> Reply.truncated();
      case Outcome.FunctionError _, Outcome.TimedOut _, Outcome.RuntimeExited _ ->
          throw new IllegalStateException("not the outcome of a response: " + outcome);
    };
  }

  private static String decoded(String base64) {
    try {
      return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notBase64) {
      return base64;
    }
  }
}
