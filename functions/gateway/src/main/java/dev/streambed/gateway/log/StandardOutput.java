package dev.streambed.gateway.log;

import dev.streambed.gateway.domain.LogSink;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// The process's standard output, which Lambda takes log lines from. Each line is one write, so
/// that lines of several threads stay whole.
public final class StandardOutput implements LogSink {

  private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);

  @Override
  public synchronized void write(String line) {
    try {
      out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException _) {
      // There is no other place to report it to.
    }
  }
}
