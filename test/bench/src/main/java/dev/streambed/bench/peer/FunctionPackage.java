package dev.streambed.bench.peer;

import dev.streambed.local.domain.FunctionZip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A function, ready to be started.
///
/// @param name its name in the table
/// @param folder what is `/var/task` on Lambda
/// @param runtime Lambda's runtime
/// @param handler the function's handler
public record FunctionPackage(String name, Path folder, String runtime, String handler) {

  static final String BOOTSTRAP = "bootstrap";
  static final String MANAGED_JAVA = "java25";
  static final String OWN_RUNTIME = "provided.al2023";

  private static final String GATEWAY = "dev.streambed.gateway.Main";

  /// The gateway in some packaging: with a JVM of its own if it has one, otherwise with Lambda's.
  ///
  /// @param code a zip, or a folder, which is used where it is
  /// @param folder a new folder for what is in a zip
  public static FunctionPackage gateway(String name, Path code, Path folder) throws IOException {
    if (Files.isDirectory(code)) {
      return gateway(name, code);
    }
    FunctionZip.unpack(code, folder);
    return gateway(name, folder);
  }

  /// Refuses two packages of one name, whose figures would be mixed.
  ///
  /// @throws IOException naming them
  public static void requireOwnNames(List<FunctionPackage> packages) throws IOException {
    Set<String> names = new HashSet<>();
    for (FunctionPackage candidate : packages) {
      if (!names.add(candidate.name)) {
        throw new IOException("two packages have the name " + candidate.name);
      }
    }
  }

  private static FunctionPackage gateway(String name, Path folder) {
    boolean hasJvm = Files.exists(folder.resolve("jre/bin/java"));
    return new FunctionPackage(name, folder, hasJvm ? OWN_RUNTIME : MANAGED_JAVA, GATEWAY);
  }

  /// A function that does nothing, in this one's packaging, for Lambda's own JVM.
  ///
  /// @param changed its name
  /// @param into a new folder
  public FunctionPackage empty(String changed, Path into) throws IOException {
    return EmptyFunctionPackage.like(this, changed, into);
  }
}
