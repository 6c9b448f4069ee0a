package dev.streambed.bench.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Runs other programs, which build a peer.
///
/// @param peer the peer's name
/// @param folder where they run
/// @param log receives what they print
record Tool(String peer, Path folder, Path log) {

  /// Runs a program to its end.
  ///
  /// @throws NotBuiltException if there is no such program, or it fails
  void run(String... command) throws IOException, InterruptedException {
    Files.createDirectories(log.toAbsolutePath().getParent());
    ProcessBuilder.Redirect output = ProcessBuilder.Redirect.appendTo(log.toFile());
    Process process = start(builder(command).redirectOutput(output));
    int status = waitFor(process);
    if (status != 0) {
      throw new NotBuiltException(
          peer,
          "%s ended with status %d, see %s"
              .formatted(String.join(" ", words(command)), status, log));
    }
  }

  /// The first line that a program prints.
  ///
  /// @throws NotBuiltException if there is no such program, or it prints nothing
  String ask(String... command) throws IOException, InterruptedException {
    Process process = start(builder(command));
    try (var output = process.inputReader()) {
      String line = output.readLine();
      if (waitFor(process) != 0 || line == null) {
        throw new NotBuiltException(peer, String.join(" ", words(command)) + " says nothing");
      }
      return line.strip();
    }
  }

  // A program and what it is asked for, without options and paths.
  private static List<String> words(String... command) {
    return List.of(command).subList(0, Math.min(2, command.length));
  }

  private ProcessBuilder builder(String... command) {
    return new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
  }

  private Process start(ProcessBuilder builder) throws IOException {
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      return process;
    } catch (IOException missing) {
      throw new NotBuiltException(peer, "there is no " + builder.command().getFirst(), missing);
    }
  }

  private static int waitFor(Process process) throws InterruptedException {
    try {
      return process.waitFor();
    } catch (InterruptedException stopped) {
      process.descendants().forEach(ProcessHandle::destroy);
      process.destroy();
      throw stopped;
    }
  }
}
