package dev.streambed.runtime;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A function's package as Lambda unpacks it: `bootstrap` and `lib`. The classes are those of this
/// module and of its tests.
record TaskRoot(Path folder) {

  static TaskRoot in(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("lib"));
    Path script = Path.of("src", "main", "bootstrap", "bootstrap");
    Files.copy(script, folder.resolve("bootstrap"));
    jar(sourceOf(StreamingRuntime.class), folder.resolve("lib/runtime.jar"));
    jar(sourceOf(TaskRoot.class), folder.resolve("lib/function.jar"));
    Files.copy(sourceOf(Context.class), folder.resolve("lib/core.jar"));
    return new TaskRoot(folder);
  }

  /// Starts the function as Lambda does on an own runtime, or with an interpreter's command line as
  /// Lambda does through a wrapper.
  Process start(Map<String, String> environment, List<String> arguments) throws IOException {
    List<String> command = Stream.concat(Stream.of(bootstrap()), arguments.stream()).toList();
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/local/bin:/usr/bin:/bin");
    builder.environment().put("LAMBDA_TASK_ROOT", folder.toString());
    builder.environment().putAll(environment);
    return builder.start();
  }

  /// The interpreter that runs this test.
  static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  private String bootstrap() {
    return folder.resolve("bootstrap").toString();
  }

  private static Path sourceOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static void jar(Path classes, Path jar) throws IOException {
    if (Files.isRegularFile(classes)) {
      Files.copy(classes, jar);
      return;
    }
    try (FileSystem inside = FileSystems.newFileSystem(jar, Map.of("create", "true"));
        Stream<Path> files = Files.walk(classes)) {
      files
          .filter(Files::isRegularFile)
          .forEach(file -> copy(file, inside.getPath(classes.relativize(file).toString())));
    }
  }

  private static void copy(Path file, Path to) {
    try {
      if (to.getParent() != null) {
        Files.createDirectories(to.getParent());
      }
      Files.copy(file, to);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
