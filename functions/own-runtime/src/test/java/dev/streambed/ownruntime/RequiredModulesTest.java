package dev.streambed.ownruntime;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.logging.Logger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequiredModulesTest {

  @TempDir private Path folder;

  /// When this fails, the function's own JVM lacks a module: add it, or do without.
  @Test
  void theFunctionNeedsNoOtherModule() throws Exception {
    Path jar = folder.resolve("function.jar");
    try (ZipFile zip = new ZipFile(FunctionZip.built().toFile());
        InputStream content = zip.getInputStream(zip.getEntry("lib/streambed-function.jar"))) {
      Files.copy(content, jar);
    }
    assertThatCode(() -> RequiredModules.check(jar)).doesNotThrowAnyException();
  }

  @Test
  void namesAModuleThatIsMissingAndWhoUsesIt() throws Exception {
    Path jar = jarOf(UsesLogging.class);
    assertThatThrownBy(() -> RequiredModules.check(jar))
        .isInstanceOf(PackagingException.class)
        .hasMessageContaining("{java.logging=[dev.streambed.ownruntime]}");
  }

  private Path jarOf(Class<?> type) throws IOException {
    String name = type.getName().replace('.', '/') + ".class";
    Path jar = folder.resolve("some.jar");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar));
        InputStream content = type.getResourceAsStream("/" + name)) {
      out.putNextEntry(new ZipEntry(name));
      out.write(content.readAllBytes());
    }
    return jar;
  }

  /// A class that needs another module than the function's JVM has.
  static final class UsesLogging {
    final Map<String, Logger> loggers = Map.of();

    Logger logger() {
      return Logger.getLogger("some");
    }
  }
}
