package dev.streambed.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The command line of the script, shown by an interpreter that prints its arguments.
class BootstrapTest {

  @TempDir private Path folder;
  private TaskRoot root;
  private Path printer;

  @BeforeEach
  void unpack() throws Exception {
    root = TaskRoot.in(folder.resolve("task"));
    printer = script("printer", "for word in \"$@\"; do echo \"$word\"; done");
  }

  @Test
  void startsTheInterpreterThatItIsGivenAndIgnoresItsArguments() throws Exception {
    List<String> words = words(Map.of("_HANDLER", "a.b.Main"), "-XX:old", "com.amazonaws.Old");

    assertThat(words)
        .containsExactly(
            "-Xmx288m",
            "-Xms72m",
            "-XX:MetaspaceSize=96m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "-XX:+ErrorFileToStderr",
            "--enable-native-access=ALL-UNNAMED",
            "-Djava.library.path=" + root.folder() + "/native/" + machine(),
            "-cp",
            root.folder() + "/lib/*",
            "a.b.Main");
  }

  @Test
  void startsThePackagesOwnJvmWhenItIsGivenNone() throws Exception {
    Path own = root.folder().resolve("jre/bin/java");
    Files.createDirectories(own.getParent());
    Files.copy(printer, own);

    Process process = root.start(Map.of("_HANDLER", "a.b.Main"), List.of());

    assertThat(output(process)).endsWith("a.b.Main\n");
  }

  @ParameterizedTest
  @CsvSource({
    "128, 48",
    "192, 72",
    "255, 95",
    "256, 96",
    "512, 288",
    "1024, 672",
    "1769, 1230",
    "10240, 7584"
  })
  void leavesRoomForWhatIsNotHeap(String memory, String heap) throws Exception {
    assertThat(words(Map.of("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", memory)))
        .contains("-Xmx" + heap + "m");
  }

  @ParameterizedTest
  @CsvSource({
    "on-demand, -XX:TieredStopAtLevel=1",
    "lambda-managed-instances, -XX:TieredStopAtLevel=1",
    "snap-start, -XX:+TieredCompilation",
    "provisioned-concurrency, -XX:+TieredCompilation"
  })
  void compilesThoroughlyOnlyWhereNobodyWaitsForTheStart(String type, String option)
      throws Exception {
    assertThat(words(Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", type))).contains(option);
  }

  @Test
  void takesTheClassOfAHandlerThatAlsoNamesAMethod() throws Exception {
    assertThat(words(Map.of("_HANDLER", "a.b.Main::handleRequest"))).endsWith("a.b.Main");
  }

  @Test
  void putsFurtherOptionsBehindItsOwnAndDoesNotTakeThemForFilePatterns() throws Exception {
    List<String> words = words(Map.of("STREAMBED_JAVA_OPTIONS", "-Xmx100m  -Dpattern=/*"));

    assertThat(words).containsSubsequence("-Xmx288m", "-Xmx100m", "-Dpattern=/*", "-cp");
  }

  @Test
  void handsTheWholeCommandLineToAnotherWrapper() throws Exception {
    Path wrapper = script("other wrapper", "echo wrapped; exec \"$@\"");

    List<String> words = words(Map.of("STREAMBED_EXEC_WRAPPER", wrapper.toString()));

    assertThat(words).startsWith("wrapped", "-Xmx288m");
  }

  @Test
  void usesACacheThatLiesBesideIt() throws Exception {
    Files.writeString(root.folder().resolve("app.aot"), "any");

    assertThat(words(Map.of())).contains("-XX:AOTCache=" + root.folder() + "/app.aot");
  }

  @Test
  void takesTheMachineFromTheShellThatKnowsIt() throws Exception {
    assertThat(words(Map.of("HOSTTYPE", "aarch64")))
        .contains("-Djava.library.path=" + root.folder() + "/native/aarch64");
  }

  private List<String> words(Map<String, String> environment, String... arguments)
      throws Exception {
    Map<String, String> all = new HashMap<>(environment);
    all.putIfAbsent("_HANDLER", "a.b.Main");
    List<String> command = new ArrayList<>(List.of(printer.toString()));
    command.addAll(List.of(arguments));
    return output(root.start(all, command)).lines().toList();
  }

  private Path script(String name, String body) throws Exception {
    Path script = folder.resolve(name);
    Files.writeString(script, "#!/bin/sh\n" + body + "\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    return script;
  }

  private static String output(Process process) throws Exception {
    return new String(process.getInputStream().readAllBytes(), UTF_8);
  }

  private static String machine() {
    return System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x86_64";
  }
}
