package dev.streambed.desugar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.reflect.Constructor;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarTest {

  private static final List<String> CLASSES =
      List.of("Samples", "Samples$Shape", "Samples$Square", "Samples$Circle");

  @TempDir private Path folder;

  @Test
  void aDesugaredClassDoesTheSame() throws Exception {
    Path jar = folder.resolve("samples.jar");
    samples().desugared().write(jar);

    // Of the platform's class loader, so that the classes are those of the jar.
    try (URLClassLoader classes =
        new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
      Constructor<?> constructor =
          classes.loadClass(Samples.class.getName()).getDeclaredConstructor();
      constructor.setAccessible(true);
      Supplier<?> desugared = (Supplier<?>) constructor.newInstance();

      assertThat(desugared.get()).isEqualTo(new Samples().get());
    }
  }

  @Test
  void onlySwitchesOnPrimitivesAreLeftToTheJvm() {
    assertThat(bootstraps(samples()))
        .anyMatch(bootstrap -> bootstrap.startsWith("metafactory"))
        .contains("typeSwitch(Object,int)int", "typeSwitch(String,int)int");

    assertThat(bootstraps(samples().desugared()))
        .noneMatch(bootstrap -> bootstrap.startsWith("metafactory"))
        .filteredOn(bootstrap -> bootstrap.startsWith("typeSwitch"))
        .containsExactly("typeSwitch(int,int)int");
  }

  @Test
  void theSameJarIsWrittenAgain() throws IOException {
    Path first = folder.resolve("first.jar");
    Path second = folder.resolve("second.jar");
    samples().desugared().write(first);
    samples().desugared().write(second);

    assertThat(first).hasSameBinaryContentAs(second);
    assertThat(Jar.read(first).files().keySet()).startsWith("META-INF/MANIFEST.MF");
  }

  private static Jar samples() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("META-INF/MANIFEST.MF", new byte[] {'\n'});
    for (String name : CLASSES) {
      files.put("dev/streambed/desugar/" + name + ".class", bytes(name));
    }
    return new Jar(files);
  }

  private static byte[] bytes(String name) {
    try (InputStream file =
        Objects.requireNonNull(JarTest.class.getResourceAsStream(name + ".class"))) {
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> bootstraps(Jar jar) {
    return jar.files().entrySet().stream()
        .filter(file -> file.getKey().endsWith(".class"))
        .map(file -> ClassFile.of().parse(file.getValue()))
        .flatMap(type -> bootstraps(type).stream())
        .toList();
  }

  private static List<String> bootstraps(ClassModel type) {
    return type.methods().stream()
        .flatMap(method -> method.code().stream())
        .flatMap(code -> code.elementStream())
        .filter(InvokeDynamicInstruction.class::isInstance)
        .map(InvokeDynamicInstruction.class::cast)
        .map(call -> call.bootstrapMethod().methodName() + call.typeSymbol().displayDescriptor())
        .toList();
  }
}
