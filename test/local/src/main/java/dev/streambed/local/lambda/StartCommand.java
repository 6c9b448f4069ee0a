package dev.streambed.local.lambda;

import dev.streambed.local.domain.LocalStackException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// The command that starts a runtime.
///
/// @param function its declaration
/// @param root the folder of its package
record StartCommand(FunctionDeclaration function, TaskRoot root) {

  private static final String WRAPPER = "AWS_LAMBDA_EXEC_WRAPPER";
  private static final double HEAP_SHARE = 0.85;

  /// The head of an ELF file up to its machine, in bytes.
  private static final int HEAD = 20;

  /// The executable and its arguments.
  ///
  /// @throws LocalStackException when the package cannot be started this way
  List<String> arguments() {
    String runtime = function.runtime();
    if (runtime.startsWith("java")) {
      return throughWrapper();
    }
    if (runtime.startsWith("provided.")) {
      requireThisMachine();
      return List.of(executable(root.folder().resolve("bootstrap")));
    }
    throw function.function().unsupported("Runtime " + runtime);
  }

  // Its start script would fail with a message of the system's.
  private void requireThisMachine() {
    Path own = root.folder().resolve("jre/bin/java");
    if (Files.exists(own) && !machineOf(own).equals(machineOf(java()))) {
      throw LocalStackException.assembly(
          "the package of %s brings a JVM for another machine than this one: pack it for this one, and set its architecture in cdk.json"
              .formatted(function.function()));
    }
  }

  // An ELF file begins with its magic number, and has the machine in its 19th and 20th byte.
  private static String machineOf(Path program) {
    try (InputStream file = Files.newInputStream(program)) {
      byte[] head = file.readNBytes(HEAD);
      HexFormat hex = HexFormat.of();
      return head.length < HEAD ? "" : hex.formatHex(head, 0, 4) + hex.formatHex(head, 18, HEAD);
    } catch (IOException broken) {
      throw new LocalStackException(
          LocalStackException.Code.ASSEMBLY, program + " cannot be read", broken);
    }
  }

  private static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
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
    words.add(java().toString());
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
