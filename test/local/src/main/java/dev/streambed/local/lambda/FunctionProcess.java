package dev.streambed.local.lambda;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The process of a runtime. Its output is logged line by line.
final class FunctionProcess {

  private static final String PEAK_MEMORY = "VmHWM:";

  private final Process process;

  private FunctionProcess(Process process) {
    this.process = process;
  }

  /// Starts the process with exactly this environment.
  static FunctionProcess start(
      List<String> command, Map<String, String> environment, Path folder, Consumer<String> log)
      throws IOException {
    // Lambda sends both streams to one log.
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    Thread.ofPlatform()
        .daemon()
        .name("log-of-" + process.pid())
        .start(() -> forward(process.inputReader(StandardCharsets.UTF_8), log));
    return new FunctionProcess(process);
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /// The exit in Lambda's words, for example `exit status 1` or `signal: killed`.
  String exitDescription() {
    int code = process.exitValue();
    if (code <= 128) {
      return "exit status " + code;
    }
    return code == 137 ? "signal: killed" : "signal: " + (code - 128);
  }

  void onExit(Runnable action) {
    var _ = process.onExit().thenRun(action);
  }

  /// Kills the process and its descendants.
  void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  /// The peak memory in mebibytes; 0 where the system does not report it.
  long peakMebibytes() {
    try (var lines = Files.lines(Path.of("/proc", Long.toString(pid()), "status"))) {
      return lines
          .filter(line -> line.startsWith(PEAK_MEMORY))
          .map(line -> line.replaceAll("\\D", ""))
          .mapToLong(Long::parseLong)
          .map(kibibytes -> kibibytes >> 10)
          .findFirst()
          .orElse(0);
    } catch (IOException | UncheckedIOException gone) {
      return 0;
    }
  }

  private static void forward(BufferedReader output, Consumer<String> log) {
    try (output) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        log.accept(line);
      }
    } catch (IOException killed) {
      // The pipe ends with the process; its output has been forwarded.
    }
  }
}
