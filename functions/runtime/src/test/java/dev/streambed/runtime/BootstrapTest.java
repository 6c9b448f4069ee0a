package dev.streambed.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
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
    addOwnJvm("1");

    assertThat(wordsOfOwnJvm(Map.of())).endsWith("a.b.Main");
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
    "2048, 1440",
    "10240, 7584",
    "32768, 24480"
  })
  void leavesRoomForWhatIsNotHeap(String memory, String heap) throws Exception {
    assertThat(words(Map.of("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", memory)))
        .contains("-Xmx" + heap + "m");
  }

  @ParameterizedTest
  @CsvSource({
    "on-demand, -XX:TieredStopAtLevel=1",
    "lambda-managed-instances, -XX:+TieredCompilation",
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
  void usesACacheOfTheSameBuild() throws Exception {
    addOwnJvm("jvm-1");
    addCache("lib/app.jar jar-1", "jre/build-id jvm-1");
    addJar("jar-1");

    assertThat(wordsOfOwnJvm(Map.of()))
        .contains("-XX:AOTCache=" + root.folder() + "/app.aot")
        .noneMatch(line -> line.contains("WARN"));
  }

  @Test
  void readsTheBuildOfAJarInTheShellOfLambdaToo() throws Exception {
    Path bash = Path.of("/bin/bash");
    assumeThat(bash).exists();
    addOwnJvm("jvm-1");
    addCache("lib/app.jar jar-1", "jre/build-id jvm-1");
    addJar("jar-1");
    Path script = root.folder().resolve("bootstrap");
    Files.writeString(script, "#!/bin/bash --posix\n" + Files.readString(script));

    assertThat(wordsOfOwnJvm(Map.of()))
        .contains("-XX:AOTCache=" + root.folder() + "/app.aot")
        .noneMatch(line -> line.contains("WARN"));
  }

  @ParameterizedTest
  @CsvSource({
    "lib/app.jar jar-2, jre/build-id jvm-1, lib/app.jar",
    "lib/app.jar jar-1, jre/build-id jvm-2, jre/build-id",
    "lib/missing.jar jar-1, jre/build-id jvm-1, lib/missing.jar"
  })
  void passesOverACacheOfAnotherBuildAndSaysSoOnce(String jar, String jvm, String named)
      throws Exception {
    addOwnJvm("jvm-1");
    addCache(jar, jvm);
    addJar("jar-1");

    assertThat(wordsOfOwnJvm(Map.of()))
        .noneMatch(word -> word.startsWith("-XX:AOTCache"))
        .filteredOn(line -> line.contains("WARN"))
        .containsExactly(
            "[WARN] app.aot is of another build than %s: the function starts without it, which takes longer"
                .formatted(named));
  }

  @Test
  void passesOverACacheOfAnotherJvm() throws Exception {
    addCache("lib/app.jar jar-1");
    addJar("jar-1");

    assertThat(words(Map.of()))
        .noneMatch(word -> word.startsWith("-XX:AOTCache"))
        .contains(
            "[WARN] app.aot is of another JVM: the function starts without it, which takes longer");
  }

  @Test
  void saysThatThereIsNoCacheInTheFormatOfTheLog() throws Exception {
    addOwnJvm("jvm-1");

    assertThat(wordsOfOwnJvm(Map.of("AWS_LAMBDA_LOG_FORMAT", "JSON")))
        .contains(
            "{\"level\":\"WARN\",\"message\":\"there is no app.aot: the function starts without it,"
                + " which takes longer\"}");
  }

  @Test
  void expectsNoCacheWhereAnotherPatchesTheJvm() throws Exception {
    assertThat(words(Map.of())).noneMatch(line -> line.contains("WARN"));
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

  private List<String> wordsOfOwnJvm(Map<String, String> environment) throws Exception {
    Map<String, String> all = new HashMap<>(environment);
    all.putIfAbsent("_HANDLER", "a.b.Main");
    return output(root.start(all, List.of())).lines().toList();
  }

  private void addOwnJvm(String build) throws Exception {
    Path java = root.folder().resolve("jre/bin/java");
    Files.createDirectories(java.getParent());
    Files.copy(printer, java);
    Files.writeString(root.folder().resolve("jre/build-id"), "Build-Id: " + build + "\n");
  }

  private void addCache(String... builds) throws Exception {
    Files.writeString(root.folder().resolve("app.aot"), "any");
    Files.writeString(root.folder().resolve("app.aot.id"), String.join("\n", builds) + "\n");
  }

  private void addJar(String build) throws Exception {
    byte[] manifest = ("Manifest-Version: 1.0\r\nBuild-Id: " + build + "\r\n\r\n").getBytes(UTF_8);
    ZipEntry entry = new ZipEntry("META-INF/MANIFEST.MF");
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(manifest.length);
    CRC32 checksum = new CRC32();
    checksum.update(manifest);
    entry.setCrc(checksum.getValue());
    Path jar = root.folder().resolve("lib/app.jar");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(entry);
      out.write(manifest);
    }
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
