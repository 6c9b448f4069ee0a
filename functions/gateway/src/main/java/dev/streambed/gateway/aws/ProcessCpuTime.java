package dev.streambed.gateway.aws;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The CPU time of this process.
final class ProcessCpuTime {

  private static final Path STAT = Path.of("/proc/self/stat");

  /// `USER_HZ` is 100 on every Linux that Java runs on.
  private static final long MILLIS_PER_TICK = 10;

  /// Fields `utime` and `stime`, counted after the command's name, which may contain spaces.
  private static final int USER = 12;

  private static final int SYSTEM = 13;

  private ProcessCpuTime() {}

  /// CPU time in milliseconds, with a resolution of 10 ms; 0 where it is not available.
  ///
  /// @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html">proc_pid_stat(5)</a>
  static long millis() {
    try {
      return read(Files.readString(STAT));
    } catch (IOException | RuntimeException _) {
      return 0;
    }
  }

  static long read(String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 1).split(" ", SYSTEM + 2);
    return (Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM])) * MILLIS_PER_TICK;
  }
}
