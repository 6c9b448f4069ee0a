package dev.streambed.gateway.response;

import dev.streambed.gateway.domain.ResponseSink;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A way back that leads nowhere: what was written is kept, write by write.
final class RecordingSink implements ResponseSink {

  private final boolean streams;
  private final List<String> writes = new ArrayList<>();
  private int status;
  private Map<String, String> headers = Map.of();
  private boolean callerIsGone;
  private boolean finished;

  RecordingSink(boolean streams) {
    this.streams = streams;
  }

  void disconnect() {
    callerIsGone = true;
  }

  int status() {
    return status;
  }

  Map<String, String> headers() {
    return headers;
  }

  List<String> writes() {
    return writes;
  }

  String body() {
    return String.join("", writes);
  }

  boolean isFinished() {
    return finished;
  }

  @Override
  public void finish() {
    finished = true;
  }

  @Override
  public boolean streams() {
    return streams;
  }

  @Override
  public OutputStream begin(int begunStatus, Map<String, String> begunHeaders) {
    status = begunStatus;
    headers = begunHeaders;
    return new OutputStream() {
      @Override
      public void write(int single) throws IOException {
        write(new byte[] {(byte) single}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        if (callerIsGone) {
          throw new IOException("nobody is there");
        }
        writes.add(new String(bytes, offset, length, StandardCharsets.UTF_8));
      }
    };
  }
}
