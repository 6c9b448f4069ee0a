package dev.streambed.local.http;

import dev.streambed.runtimeapi.InvocationOutcome;
import dev.streambed.runtimeapi.ResponseSink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;

/// Streams a function's response to a client. The sink's methods are for one thread; the others may
/// be called from another.
public final class StreamedResponse implements ResponseSink {

  private final Response response;
  private final PreludeReader.Rule rule;
  private final UnaryOperator<ResponseHead> finish;
  private Optional<PreludeReader> prelude = Optional.empty();
  private Optional<ResponseHead> plain = Optional.empty();
  private Optional<MalformedResponseException> malformed = Optional.empty();
  private boolean begun;
  private boolean givenUp;
  private volatile boolean writing;
  private volatile long progress = System.nanoTime();

  /// The response to one request.
  ///
  /// @param response not committed yet
  /// @param rule when and how a prelude is read
  /// @param finish adds the front door's own headers
  public StreamedResponse(
      Response response, PreludeReader.Rule rule, UnaryOperator<ResponseHead> finish) {
    this.response = response;
    this.rule = rule;
    this.finish = finish;
  }

  @Override
  public void head(String contentType, boolean streaming) {
    progress = System.nanoTime();
    if (rule.isExpected(contentType)) {
      prelude = Optional.of(rule.reader());
    } else {
      plain = Optional.of(ResponseHead.of(200, contentType));
    }
  }

  @Override
  public void bytes(byte[] buffer, int offset, int length) throws IOException {
    progress = System.nanoTime();
    if (prelude.isEmpty()) {
      beginPlain();
      write(buffer, offset, length);
      return;
    }
    OptionalInt body = readPrelude(prelude.get(), buffer, offset, length);
    if (body.isPresent()) {
      prelude = Optional.empty();
      write(buffer, body.getAsInt(), offset + length - body.getAsInt());
    }
  }

  /// What the client has received when the function is done.
  public synchronized StreamEnding ending(InvocationOutcome invocationOutcome) {
    if (malformed.isPresent()) {
      return new StreamEnding.NotBegun(malformed.get().reason());
    }
    boolean begunOrEmpty =
        begun || (invocationOutcome instanceof InvocationOutcome.Complete && beginsEmpty());
    return StreamEnding.of(invocationOutcome, begunOrEmpty);
  }

  /// Stops passing bytes on.
  ///
  /// @return whether anything was sent before
  public synchronized boolean giveUp() {
    givenUp = true;
    return begun;
  }

  /// How long the function has sent nothing. Time in which the client does not read does not count.
  public Duration timeSinceProgress() {
    return writing ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - progress);
  }

  private OptionalInt readPrelude(PreludeReader reader, byte[] buffer, int offset, int length)
      throws IOException {
    try {
      OptionalInt body = reader.take(buffer, offset, length);
      if (body.isPresent()) {
        begin(reader.head());
      }
      return body;
    } catch (MalformedResponseException answer) {
      malformed = Optional.of(answer);
      throw new IOException("the answer is not passed on", answer);
    }
  }

  private void beginPlain() throws IOException {
    if (plain.isPresent()) {
      begin(plain.get());
      plain = Optional.empty();
    }
  }

  private boolean beginsEmpty() {
    plain.ifPresent(head -> finish.apply(head).applyTo(response));
    return plain.isPresent();
  }

  private synchronized void begin(ResponseHead head) throws IOException {
    if (givenUp) {
      throw new IOException("the answer came too late");
    }
    begun = true;
    finish.apply(head).applyTo(response);
  }

  private void write(byte[] buffer, int offset, int length) throws IOException {
    writing = true;
    try {
      Content.Sink.write(response, false, ByteBuffer.wrap(buffer, offset, length));
    } finally {
      progress = System.nanoTime();
      writing = false;
    }
  }
}
