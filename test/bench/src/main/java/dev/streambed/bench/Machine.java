package dev.streambed.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The machine that runs the bench, inspected before the start.
///
/// @param load the load average of the last minute
/// @param facts facts needed to interpret figures, by name
record Machine(double load, Map<String, Object> facts) {

  private static final double QUIET = 0.5;
  private static final Pattern ASSET = Pattern.compile("asset\\.(\\w+)\\.zip");

  /// Inspects this machine.
  ///
  /// @param assembly the cloud assembly, which contains the function's package
  static Machine inspect(Path assembly) {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("begun", Instant.now().toString());
    facts.put("processors", Runtime.getRuntime().availableProcessors());
    facts.put("processor", line("/proc/cpuinfo", "model name").orElse("unknown"));
    facts.put("memory", line("/proc/meminfo", "MemTotal").orElse("unknown"));
    facts.put("system", property("os.name") + " " + property("os.version"));
    facts.put("java", Runtime.version().toString());
    facts.put("load", load);
    facts.put("package", asset(assembly).orElse("unknown"));
    commit().ifPresent(commit -> facts.put("commit", commit));
    return new Machine(load, facts);
  }

  boolean isQuiet() {
    return load < QUIET;
  }

  private static String property(String name) {
    return System.getProperty(name, "unknown");
  }

  private static Optional<String> line(String file, String name) {
    try (Stream<String> lines = Files.lines(Path.of(file))) {
      return lines
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst();
    } catch (IOException elsewhere) {
      return Optional.empty();
    }
  }

  private static Optional<String> asset(Path assembly) {
    try (Stream<Path> files = Files.list(assembly)) {
      return files
          .flatMap(file -> ASSET.matcher(file.getFileName().toString()).results())
          .map(found -> found.group(1))
          .findFirst();
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  private static Optional<String> commit() {
    ProcessBuilder git = new ProcessBuilder("git", "describe", "--always", "--dirty");
    try {
      Process process = git.redirectError(ProcessBuilder.Redirect.DISCARD).start();
      try (var output = process.inputReader()) {
        return output.lines().findFirst();
      }
    } catch (IOException noGit) {
      return Optional.empty();
    }
  }
}
