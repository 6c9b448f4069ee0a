package dev.streambed.bench.choices;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// The output of a probe.
final class ProbeOutput {

  private ProbeOutput() {}

  static void print(String name, double value) {
    System.out.println("figure " + name + " " + value);
  }

  /// Processor time and resident memory of this process.
  static void printProcess() throws IOException {
    print("cpu", processorMillis(ProcessHandle.current()));
    print("rss", residentMebibytes(ProcessHandle.current().pid()));
  }

  static double processorMillis(ProcessHandle process) {
    return process.info().totalCpuDuration().map(Duration::toMillis).orElse(0L).doubleValue();
  }

  static double residentMebibytes(long process) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + process + "/status"))) {
      if (line.startsWith("VmRSS")) {
        return Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024;
      }
    }
    return Double.NaN;
  }
}
