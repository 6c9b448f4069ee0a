package dev.streambed.gateway.log;

import dev.streambed.gateway.domain.LogSink;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// The process's standard output, from which Lambda collects log lines. Each line is a single
/// write, so that lines of several threads are not interleaved.
public final class StandardOutput implements LogSink {

  private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);

  @Override
  public synchronized void write(String line) {
    try {
      out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException _) {
      // There is nowhere else to report it.
    }
  }
}
