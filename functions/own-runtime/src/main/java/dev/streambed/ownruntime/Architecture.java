package dev.streambed.ownruntime;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// An architecture of Lambda.
enum Architecture {
  X86_64("x86_64", "x86_64", 62),
  ARM64("arm64", "aarch64", 183);

  private static final int ELF_MACHINE = 18;

  private final String word;
  private final String machine;
  private final int elfMachine;

  Architecture(String word, String machine, int elfMachine) {
    this.word = word;
    this.machine = machine;
    this.elfMachine = elfMachine;
  }

  /// The architecture of this machine.
  static Architecture ofThisMachine() {
    return System.getProperty("os.arch").equals("aarch64") ? ARM64 : X86_64;
  }

  /// The architecture that a native library was compiled for; empty if it is another one.
  static Optional<Architecture> ofLibrary(Path library) throws IOException {
    try (InputStream file = Files.newInputStream(library)) {
      byte[] head = file.readNBytes(ELF_MACHINE + 2);
      int found = head.length < ELF_MACHINE + 2 ? 0 : head[ELF_MACHINE] & 0xff;
      return Stream.of(values()).filter(it -> it.elfMachine == found).findFirst();
    }
  }

  /// The directory of its native libraries, by the name that the system has for the machine.
  String machine() {
    return machine;
  }

  /// Lambda's name.
  @Override
  public String toString() {
    return word;
  }
}
