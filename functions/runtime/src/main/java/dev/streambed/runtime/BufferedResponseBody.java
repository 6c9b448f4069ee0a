package dev.streambed.runtime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A response that is sent at once when the handler returns.
final class BufferedResponseBody extends ResponseBody {

  /// The largest buffered response that the platform accepts: 6 MiB and 100 bytes.
  static final int LIMIT = (6 << 20) + 100;

  private final String contentType;
  private final @Nullable Prelude proxy;
  private final ByteArrayOutputStream collected = new ByteArrayOutputStream();
  private boolean tooLarge;

  private BufferedResponseBody(WriteGate writeGate, String contentType, @Nullable Prelude proxy) {
    super(writeGate);
    this.contentType = contentType;
    this.proxy = proxy;
  }

  /// A response whose bytes are sent unchanged.
  static BufferedResponseBody plain(WriteGate writeGate, String contentType) {
    return new BufferedResponseBody(writeGate, contentType, null);
  }

  /// A response whose bytes are the body in the JSON of a buffered front door.
  static BufferedResponseBody proxy(WriteGate writeGate, Prelude prelude) {
    return new BufferedResponseBody(writeGate, "application/json", prelude);
  }

  @Override
  void accept(byte[] data, int offset, int length) throws IOException {
    if (tooLarge || length > LIMIT - collected.size()) {
      tooLarge = true;
      collected.reset();
      throw new AnswerTooLarge(LIMIT);
    }
    collected.write(data, offset, length);
  }

  @Override
  void end(Sink bufferedResponseSink) throws IOException {
    byte[] body = collected.toByteArray();
    byte[] answer = proxy == null ? body : HttpResponseJson.proxy(proxy, body);
    if (tooLarge || answer.length > LIMIT) {
      throw new AnswerTooLarge(LIMIT);
    }
    bufferedResponseSink.send(contentType, answer);
  }

  /// Receives the buffered response.
  interface Sink {

    void send(String contentType, byte[] answer) throws IOException;
  }
}
