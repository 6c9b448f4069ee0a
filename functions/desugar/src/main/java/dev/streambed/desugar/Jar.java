package dev.streambed.desugar;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.constant.ClassDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/// The files of a jar in their order.
record Jar(Map<String, byte[]> files) {

  private static final String CLASS = ".class";
  private static final LocalDateTime TIME = LocalDateTime.of(2026, 1, 1, 0, 0);

  static Jar read(Path jar) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(jar))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), zip.readAllBytes());
      }
    }
    return new Jar(files);
  }

  /// The same jar with a class for each lambda.
  Jar desugared() {
    ClassFile format =
        ClassFile.of(
            ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(this::open)
                    .orElse(ClassHierarchyResolver.defaultResolver())));
    Map<String, byte[]> desugared = new LinkedHashMap<>();
    NestMembers nests = new NestMembers(format);
    files.forEach((name, content) -> {
      if (name.endsWith(CLASS)) {
        ClassDesugarer desugarer = new ClassDesugarer(format, format.parse(content), nests);
        desugared.put(name, desugarer.desugared());
        desugarer.generated().forEach((type, bytes) -> desugared.put(file(type), bytes));
      } else {
        desugared.put(name, content);
      }
    });
    nests
        .hosts()
        .forEach(
            host -> desugared.computeIfPresent(file(host), (_, bytes) -> nests.withMembers(bytes)));
    return new Jar(desugared);
  }

  /// Writes it, uncompressed; its bytes depend on names and contents only.
  void write(Path jar) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      zip.setMethod(ZipOutputStream.STORED);
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        CRC32 checksum = new CRC32();
        checksum.update(file.getValue());
        ZipEntry entry = new ZipEntry(file.getKey());
        entry.setSize(file.getValue().length);
        entry.setCrc(checksum.getValue());
        entry.setTimeLocal(TIME);
        zip.putNextEntry(entry);
        zip.write(file.getValue());
      }
    }
  }

  private @Nullable InputStream open(ClassDesc type) {
    byte[] content = files.get(file(type));
    return content == null ? null : new ByteArrayInputStream(content);
  }

  private static String file(ClassDesc type) {
    String descriptor = type.descriptorString();
    return descriptor.substring(1, descriptor.length() - 1) + CLASS;
  }
}
