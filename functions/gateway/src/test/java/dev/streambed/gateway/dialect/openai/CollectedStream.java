package dev.streambed.gateway.dialect.openai;

import dev.streambed.gateway.domain.Chunk;
import dev.streambed.gateway.domain.Payload;
import dev.streambed.gateway.domain.ResponseSink;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// A response that is kept.
final class CollectedStream implements ResponseSink {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private boolean finished;

  static Chunk frame(String type, String json) {
    return new Chunk.Frame(type, json, Payload.EMPTY, true);
  }

  @Override
  public boolean streams() {
    return true;
  }

  @Override
  public OutputStream begin(int status, Map<String, String> headers) {
    return bytes;
  }

  @Override
  public void finish() {
    finished = true;
  }

  boolean isFinished() {
    return finished;
  }

  String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
