package dev.streambed.local.lambda;

import dev.streambed.local.domain.LocalStackException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The command that starts a runtime.
///
/// @param function its declaration
/// @param root the folder of its package
record StartCommand(FunctionDeclaration function, TaskRoot root) {

  private static final String WRAPPER = "AWS_LAMBDA_EXEC_WRAPPER";
  private static final double HEAP_SHARE = 0.85;

  /// The executable and its arguments.
  ///
  /// @throws LocalStackException when the package cannot be started this way
  List<String> arguments() {
    String runtime = function.runtime();
    if (runtime.startsWith("java")) {
      return throughWrapper();
    }
    if (runtime.startsWith("provided.")) {
      return List.of(executable(root.folder().resolve("bootstrap")));
    }
    throw function.function().unsupported("Runtime " + runtime);
  }

  // AWS's own Java runtime is not available locally; the wrapper gets the arguments that would
  // start it.
  private List<String> throughWrapper() {
    String wrapper =
        Optional.ofNullable(function.environment().get(WRAPPER))
            .orElseThrow(() ->
                function
                    .function()
                    .unsupported("Runtime " + function.runtime() + " without " + WRAPPER));
    List<String> words = new ArrayList<>();
    words.add(executable(Path.of(root.here(wrapper))));
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(managedArguments());
    return words;
  }

  private List<String> managedArguments() {
    long heap = Math.round(function.memoryMebibytes() * 1024 * HEAP_SHARE);
    return List.of(
        "-XX:MaxHeapSize=" + heap + "k",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-classpath",
        "/var/runtime/lib/*",
        "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
        function.handler());
  }

  private String executable(Path file) {
    if (!Files.isExecutable(file)) {
      throw LocalStackException.assembly(
          "%s of %s is not an executable file: its package lost it or its mode"
              .formatted(file.getFileName(), function.function()));
    }
    return file.toString();
  }
}
