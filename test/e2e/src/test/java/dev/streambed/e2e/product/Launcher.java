package dev.streambed.e2e.product;

import dev.streambed.local.domain.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// The script `./streambed`, run in a separate environment. Not thread-safe.
public final class Launcher implements AutoCloseable {

  private static final long TIMEOUT_SECONDS = 180;

  /// The programs that it needs besides a JDK and Node.
  private static final List<String> TOOLS =
      List.of("bash", "cat", "dirname", "env", "find", "grep", "head", "readlink", "sed", "tr");

  private final Path folder;
  private final Path output;
  private final Map<String, String> environment = new TreeMap<>();
  private Process process;

  /// @param folder an empty folder for its files
  public Launcher(Path folder) throws IOException {
    this.folder = folder;
    this.output = folder.resolve("output");
    Path pretended = Files.createDirectories(folder.resolve("pretended"));
    environment.put("PATH", pretended + ":" + System.getenv("PATH"));
    environment.put("STREAMBED_JDK_DIRS", System.getProperty("java.home"));
    // Maven has already built everything when these tests run.
    environment.put("STREAMBED_BUILT", "1");
    environment.put("DDB_LOCAL_TELEMETRY", "0");
    this.process = new ProcessBuilder("true").start();
  }

  /// Writes `state.json`, by which commands find a running stack.
  public void writeState(URI controlUrl) throws IOException {
    Files.write(
        folder.resolve("state.json"),
        Json.bytes(Json.object().put("controlUrl", controlUrl.toString())));
  }

  /// Sets an environment variable; there are no others.
  public void set(String name, String value) {
    environment.put(name, value);
  }

  /// Adds a program at the start of its path.
  public void putOnPath(String name, String script) throws IOException {
    executable(folder.resolve("pretended").resolve(name), script);
  }

  /// Creates a fake JDK.
  public Path jdk(String version) throws IOException {
    Path home = Files.createDirectories(folder.resolve("jdk-" + version));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    executable(Files.createDirectories(home.resolve("bin")).resolve("javac"), "exit 1");
    return home;
  }

  /// A path with common programs, but without Node.
  public Path bareTools() throws IOException {
    Path tools = Files.createDirectories(folder.resolve("tools"));
    for (String tool : TOOLS) {
      for (String from : List.of("/usr/bin", "/bin")) {
        Path program = Path.of(from, tool);
        if (Files.exists(program) && !Files.exists(tools.resolve(tool))) {
          Files.createSymbolicLink(tools.resolve(tool), program);
        }
      }
    }
    return tools;
  }

  /// Starts it.
  public void start(String... arguments) throws IOException {
    start(Repository.root().resolve("streambed"), arguments);
  }

  /// Starts a copy of it, in a folder that stands for the repository.
  ///
  /// @param repository where it is copied to
  public void startCopy(Path repository, String... arguments) throws IOException {
    for (String folder :
        List.of("cli", "functions", ".mvn", "infra", "test/runtime-api", "test/bedrock")) {
      Files.createDirectories(repository.resolve(folder));
    }
    for (String file : List.of("pom.xml", "cdk.json")) {
      Files.writeString(repository.resolve(file), "");
    }
    Path script = repository.resolve("streambed");
    Files.copy(Repository.root().resolve("streambed"), script, StandardCopyOption.COPY_ATTRIBUTES);
    start(script, arguments);
  }

  /// Starts it by another path.
  public void start(Path script, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    // A shell that runs tests in the background makes its children ignore SIGINT.
    command.addAll(List.of("/usr/bin/env", "--default-signal=INT"));
    command.add(script.toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    process = builder.start();
  }

  /// Runs it and waits for its end.
  ///
  /// @return its exit code
  public int run(String... arguments) throws IOException, InterruptedException {
    start(arguments);
    return exitCode();
  }

  /// Waits for its end.
  public int exitCode() throws InterruptedException {
    return exitCode(TIMEOUT_SECONDS);
  }

  /// Waits for the end of a command that takes longer than others.
  public int exitCode(long timeoutSeconds) throws InterruptedException {
    if (!process.waitFor(timeoutSeconds, TimeUnit.SECONDS)) {
      throw new AssertionError("it does not end:\n" + output());
    }
    return process.exitValue();
  }

  /// Sends it a signal.
  public void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start().waitFor();
  }

  public long pid() {
    return process.pid();
  }

  /// Its child processes.
  public List<ProcessHandle> children() {
    return process.descendants().toList();
  }

  /// The output of the latest run.
  public String output() {
    try {
      return Files.readString(output);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private static void executable(Path file, String script) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
