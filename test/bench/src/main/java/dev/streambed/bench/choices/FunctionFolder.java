package dev.streambed.bench.choices;

import dev.streambed.bench.probe.ProbeProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// The contents of `/var/task`: the function as shipped, or packaged differently.
record FunctionFolder(Path root) {

  private static final String JAR = "lib/streambed-function.jar";

  static FunctionFolder unpack(Path zip, Path folder) throws IOException {
    try (ZipFile file = new ZipFile(zip.toFile())) {
      for (ZipEntry entry : Collections.list(file.entries())) {
        Path target = folder.resolve(entry.getName());
        if (!entry.isDirectory()) {
          Files.createDirectories(target.getParent());
          try (InputStream content = file.getInputStream(entry)) {
            Files.copy(content, target);
          }
        }
      }
    }
    if (!folder.resolve("bootstrap").toFile().setExecutable(true)) {
      throw new IOException("bootstrap cannot be made executable");
    }
    return new FunctionFolder(folder);
  }

  /// What `./streambed package own-runtime` has left for this machine, if it was run.
  ///
  /// @param build the gateway's build directory
  static Optional<FunctionFolder> withOwnRuntime(Path build) {
    String architecture = machine().equals("aarch64") ? "arm64" : machine();
    return Optional.of(build.resolve("own-runtime-" + architecture))
        .filter(Files::isDirectory)
        .map(FunctionFolder::new);
  }

  /// The command that starts it as Lambda does: through the wrapper of a managed runtime, or, with
  /// a JVM of its own, alone.
  List<String> command() {
    String script = root.resolve("bootstrap").toString();
    return Files.exists(root.resolve("jre"))
        ? List.of(script)
        : List.of(script, ProbeProcess.java());
  }

  Path natives() {
    return root.resolve("native").resolve(machine());
  }

  private static String machine() {
    return System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x86_64";
  }

  /// With the same jar, compressed.
  FunctionFolder compressed() throws IOException {
    FunctionFolder other = beside("compressed");
    try (ZipFile stored = new ZipFile(root.resolve(JAR).toFile());
        OutputStream file = Files.newOutputStream(other.root.resolve(JAR));
        ZipOutputStream out = new ZipOutputStream(file)) {
      for (ZipEntry entry : Collections.list(stored.entries())) {
        out.putNextEntry(new ZipEntry(entry.getName()));
        try (InputStream content = stored.getInputStream(entry)) {
          content.transferTo(out);
        }
      }
    }
    return other;
  }

  /// With the separate jars that the single jar was built from.
  ///
  /// @param build the gateway's build directory, which lists them
  FunctionFolder manyJars(Path build) throws IOException {
    FunctionFolder other = beside("many-jars");
    String dependencies = Files.readString(build.resolve("class-path")).strip();
    for (String jar : dependencies.split(":", -1)) {
      Path source = Path.of(jar);
      Files.copy(source, other.root.resolve("lib").resolve(source.getFileName()));
    }
    try (var own = Files.newDirectoryStream(build, "streambed-gateway-*.jar")) {
      for (Path jar : own) {
        Files.copy(jar, other.root.resolve("lib").resolve(jar.getFileName()));
      }
    }
    return other;
  }

  /// With an ahead-of-time cache from one training run with these options.
  FunctionFolder cached(Function function, List<String> options) throws Exception {
    FunctionFolder other = beside("cached-" + options.hashCode());
    Files.copy(root.resolve(JAR), other.root.resolve(JAR));
    Path cache = other.root.resolve("app.aot");
    List<String> training = new ArrayList<>(options);
    training.add("-XX:AOTCacheOutput=" + cache);
    function.in(other).run(training);
    if (!Files.exists(cache)) {
      throw new IOException("the JVM made no cache");
    }
    System.out.printf("cache: %d MiB%n", Files.size(cache) >> 20);
    return other;
  }

  /// Starts what is in a folder.
  @FunctionalInterface
  interface Function {
    FunctionTrial in(FunctionFolder folder);
  }

  private FunctionFolder beside(String name) throws IOException {
    Path other = root.resolveSibling(name);
    Files.createDirectories(other.resolve("lib"));
    Files.copy(
        root.resolve("bootstrap"), other.resolve("bootstrap"), StandardCopyOption.COPY_ATTRIBUTES);
    Files.createSymbolicLink(other.resolve("native"), root.resolve("native"));
    return new FunctionFolder(other);
  }
}
