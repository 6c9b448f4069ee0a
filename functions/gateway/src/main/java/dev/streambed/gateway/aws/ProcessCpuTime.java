package dev.streambed.gateway.aws;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The processor time that this process has used.
final class ProcessCpuTime {

  private static final Path STAT = Path.of("/proc/self/stat");

  /// `USER_HZ` of every Linux that Java runs on.
  private static final long MILLIS_PER_TICK = 10;

  /// Places of `utime` and `stime` behind the command's name, which may have blanks in it.
  private static final int USER = 12;

  private static final int SYSTEM = 13;

  private ProcessCpuTime() {}

  /// In milliseconds, to the hundredth of a second; 0 where there is no telling.
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
