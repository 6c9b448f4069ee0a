package dev.streambed.bench.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A process's memory as reported by Linux, in MB of 2^20 bytes.
///
/// @param resident its current resident memory
/// @param peak its peak resident memory
record ProcessMemory(double resident, double peak) {

  private static final double KIBIBYTES = 1024;

  /// @throws IOException if the process does not exist, or the system is not Linux
  static ProcessMemory of(long pid) throws IOException {
    Path status = Path.of("/proc", Long.toString(pid), "status");
    return new ProcessMemory(read(status, "VmRSS:"), read(status, "VmHWM:"));
  }

  private static double read(Path status, String name) throws IOException {
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith(name)) {
        return Long.parseLong(line.replaceAll("\\D", "")) / KIBIBYTES;
      }
    }
    throw new IOException(status + " has no " + name);
  }
}
