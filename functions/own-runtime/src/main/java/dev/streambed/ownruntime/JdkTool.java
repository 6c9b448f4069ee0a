package dev.streambed.ownruntime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A tool of the JDK that runs this. Each runs as a process: what `jlink` writes depends on what
/// its JVM has done before.
///
/// @param program its file
record JdkTool(Path program) {

  static JdkTool named(String name) {
    return new JdkTool(Path.of(System.getProperty("java.home"), "bin", name));
  }

  /// Whether the JDK has it.
  boolean exists() {
    return Files.isExecutable(program);
  }

  /// Runs it.
  ///
  /// @return what it prints
  /// @throws PackagingException if it fails, or is missing
  String run(List<String> arguments) throws IOException, InterruptedException {
    if (!exists()) {
      throw new PackagingException(
          "there is no " + program + ": use a whole JDK 25, of which nothing was left out");
    }
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(arguments);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.waitFor() != 0) {
      throw new PackagingException(program.getFileName() + " fails: " + output);
    }
    return output;
  }
}
