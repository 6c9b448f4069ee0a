package dev.streambed.ownruntime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionFolderTest {

  private static final Architecture HERE = Architecture.ofThisMachine();

  /// Linking takes seconds.
  @TempDir private static Path shared = Path.of("");

  private static Path root = Path.of("");

  @TempDir private Path folder;

  @BeforeAll
  static void create() throws Exception {
    FunctionZip.needJlink();
    root = create(shared.resolve("task"));
  }

  @Test
  void holdsWhatLambdaNeedsForOneArchitecture() throws Exception {
    assertThat(root.resolve("bootstrap")).isExecutable();
    assertThat(root.resolve("jre/bin/java")).isExecutable();
    try (Stream<Path> libraries = Files.list(root.resolve("native"))) {
      assertThat(libraries).containsExactly(root.resolve("native").resolve(HERE.machine()));
    }
    assertThat(Files.readString(root.resolve("jre/release")))
        .contains("MODULES=\"java.base\"")
        .contains("JAVA_VERSION=\"25");
  }

  @Test
  void namesTheBuildsThatTheStartScriptCompares() throws Exception {
    List<String> builds = Files.readAllLines(root.resolve("app.aot.id"));
    assertThat(builds).hasSize(2);
    for (String build : builds) {
      String[] words = build.split(" ", 2);
      assertThat(head(root.resolve(words[0]))).contains("Build-Id: " + words[1]);
    }
    try (ZipFile jar = new ZipFile(root.resolve("lib/streambed-function.jar").toFile())) {
      assertThat(jar.stream().findFirst().orElseThrow().getName())
          .isEqualTo("META-INF/MANIFEST.MF");
      assertThat(jar.getEntry("dev/streambed/gateway/Main.class")).isNotNull();
    }
  }

  @Test
  void givesTheSameBytesAtAnotherTimeAndPlace() throws Exception {
    ReproducibleZip.write(root, folder.resolve("first.zip"));
    ReproducibleZip.write(create(folder.resolve("second")), folder.resolve("second.zip"));

    assertThat(folder.resolve("second.zip")).hasSameBinaryContentAs(folder.resolve("first.zip"));
  }

  @Test
  void keepsModesInTheZip() throws Exception {
    Path zip = folder.resolve("task.zip");
    ReproducibleZip.write(root, zip);

    try (FileSystem files =
        FileSystems.newFileSystem(zip, Map.of("enablePosixFileAttributes", true))) {
      for (String program : List.of("/bootstrap", "/jre/bin/java", "/jre/lib/jspawnhelper")) {
        assertThat(
                PosixFilePermissions.toString(
                    Files.getPosixFilePermissions(files.getPath(program))))
            .isEqualTo("rwxr-xr-x");
      }
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(files.getPath("/lib/streambed-function.jar"))))
          .isEqualTo("rw-r--r--");
    }
  }

  @Test
  void refusesModulesOfAnotherArchitecture() {
    Architecture other = HERE == Architecture.ARM64 ? Architecture.X86_64 : Architecture.ARM64;

    assertThatThrownBy(() ->
            FunctionFolder.create(
                FunctionZip.built(), folder.resolve("other"), other, Optional.empty(), List.of()))
        .isInstanceOf(PackagingException.class)
        .hasMessage(
            "the modules are for %s, and the package is for %s: --jmods names the modules of a JDK 25 for it"
                .formatted(HERE, other));
  }

  @Test
  void saysThatModulesAreMissing() {
    assertThatThrownBy(() ->
            FunctionFolder.create(
                FunctionZip.built(),
                folder.resolve("none"),
                HERE,
                Optional.empty(),
                List.of("no.such.module")))
        .isInstanceOf(PackagingException.class)
        .hasMessageStartingWith("jlink fails: ")
        .hasMessageContaining("no.such.module");
  }

  @Test
  void refusesMoreThanLambdaTakes() throws Exception {
    Path large = Files.createDirectory(folder.resolve("large"));
    try (RandomAccessFile file = new RandomAccessFile(large.resolve("file").toFile(), "rw")) {
      file.setLength(251L << 20);
    }
    assertThatThrownBy(() -> new FunctionFolder(large).size())
        .isInstanceOf(PackagingException.class)
        .hasMessageContaining("251 MB");
  }

  private static Path create(Path at) throws Exception {
    return FunctionFolder.create(FunctionZip.built(), at, HERE, Optional.empty(), List.of()).root();
  }

  private static String head(Path file) throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
      byte[] head = new byte[(int) Math.min(200, bytes.length())];
      bytes.readFully(head);
      return new String(head, StandardCharsets.ISO_8859_1);
    }
  }
}
