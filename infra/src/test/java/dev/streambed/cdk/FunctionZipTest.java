package dev.streambed.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionZipTest {
  @TempDir private Path cache;

  @Test
  void theWrapperIsThereAndMayBeExecuted() throws Exception {
    var zip = new FunctionZip(cache).unpack();
    try (var files = FileSystems.newFileSystem(zip, Map.of("enablePosixFileAttributes", true))) {
      assertThat(Files.getPosixFilePermissions(files.getPath("/bootstrap")))
          .isEqualTo(PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  @Test
  void theHandlerIsOnItsClassPath() throws Exception {
    try (var zip = FileSystems.newFileSystem(new FunctionZip(cache).unpack());
        var jars = Files.newDirectoryStream(zip.getPath("/lib"), "*.jar")) {
      assertThat(jars).anyMatch(jar -> holds(jar, "/dev/streambed/gateway/Main.class"));
    }
  }

  @Test
  void nativeCodeIsThereForBothArchitectures() throws Exception {
    try (var zip = new ZipFile(new FunctionZip(cache).unpack().toFile())) {
      var libraries =
          zip.stream().map(ZipEntry::getName).filter(name -> name.endsWith(".so")).toList();
      assertThat(libraries)
          .anyMatch(library -> library.startsWith("native/x86_64/"))
          .anyMatch(library -> library.startsWith("native/aarch64/"));
    }
  }

  @Test
  void isUnpackedToTheSamePlaceEveryTime() throws Exception {
    var first = new FunctionZip(cache).unpack();
    var written = Files.getLastModifiedTime(first);
    assertThat(new FunctionZip(cache).unpack()).isEqualTo(first);
    assertThat(Files.getLastModifiedTime(first)).isEqualTo(written);
    assertThat(cache.relativize(first).toString()).matches("[0-9a-f]{64}/function.zip");
  }

  @Test
  void aDamagedFileIsReplaced() throws Exception {
    var zip = new FunctionZip(cache).unpack();
    var whole = Files.readAllBytes(zip);
    Files.write(zip, new byte[whole.length]);
    assertThat(new FunctionZip(cache).unpack()).hasBinaryContent(whole);
  }

  @Test
  void leavesNothingUnfinishedBehindWhenManyUnpackAtOnce() throws Exception {
    var zip = new FunctionZip(cache);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      assertThat(threads.invokeAll(Collections.nCopies(16, zip::unpack)))
          .extracting(Future::get)
          .containsOnly(zip.unpack());
    }
    try (var files = Files.walk(cache)) {
      assertThat(files.filter(Files::isRegularFile))
          .containsExactly(new FunctionZip(cache).unpack());
    }
  }

  @Test
  void saysWhatToSetWhenTheCacheCannotBeWritten() throws Exception {
    var notADirectory = Files.createFile(cache.resolve("taken"));
    assertThatThrownBy(() -> new FunctionZip(notADirectory).unpack())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("XDG_CACHE_HOME")
        .hasMessageContaining(notADirectory.toString());
  }

  private static boolean holds(Path jar, String entry) {
    try (var classes = FileSystems.newFileSystem(jar)) {
      return Files.exists(classes.getPath(entry));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
