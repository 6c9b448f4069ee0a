package dev.streambed.runtime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// An answer that is sent in one piece when it is whole.
final class CollectedBody extends AnswerBody {

  /// The largest buffered answer that the platform takes: 6 MiB and 100 bytes.
  static final int LIMIT = (6 << 20) + 100;

  private final String contentType;
  private final @Nullable Prelude proxy;
  private final ByteArrayOutputStream collected = new ByteArrayOutputStream();
  private boolean tooLarge;

  private CollectedBody(Gate gate, String contentType, @Nullable Prelude proxy) {
    super(gate);
    this.contentType = contentType;
    this.proxy = proxy;
  }

  /// What is written is the answer.
  static CollectedBody plain(Gate gate, String contentType) {
    return new CollectedBody(gate, contentType, null);
  }

  /// What is written is the body in the JSON that a buffered front door reads.
  static CollectedBody proxy(Gate gate, Prelude prelude) {
    return new CollectedBody(gate, "application/json", prelude);
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
  void end(Outlet outlet) throws IOException {
    byte[] body = collected.toByteArray();
    byte[] answer = proxy == null ? body : ProxyJson.render(proxy, body);
    if (tooLarge || answer.length > LIMIT) {
      throw new AnswerTooLarge(LIMIT);
    }
    outlet.send(contentType, answer);
  }
}
