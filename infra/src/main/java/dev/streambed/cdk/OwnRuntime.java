package dev.streambed.cdk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipFile;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Runtime;

/**
 * A JVM in the zip. The start script is its {@code bootstrap}, which Lambda runs by itself.
 *
 * @param file the zip
 */
record OwnRuntime(Path file) implements DeployedRuntime {
  private static final String JAR = "lib/streambed-function.jar";

  /** Names the build of the jar, as the start script compares it with the cache. */
  private static final String BUILDS = "app.aot.id";

  private static final int DIGITS = 16;

  @Override
  public Runtime lambdaRuntime() {
    return Runtime.PROVIDED_AL2023;
  }

  @Override
  public Path zip(Architecture architecture) {
    PropsCheck.that(
        Files.isRegularFile(file), "runtime: there is no " + file + ": " + howToMake(architecture));
    try (var zip = new ZipFile(file.toFile())) {
      PropsCheck.that(
          zip.getEntry("bootstrap") != null && zip.getEntry("jre/bin/java") != null,
          "runtime: " + file + " has no JVM of its own: " + howToMake(architecture));
      PropsCheck.that(
          zip.getEntry("native/" + machine(architecture) + "/libaws-crt-jni.so") != null,
          "runtime: " + file + " is for another architecture: " + howToMake(architecture));
      PropsCheck.that(
          builds(zip).startsWith(JAR + " " + carriedBuild() + "\n"),
          "runtime: " + file + " holds another build of the function: " + howToMake(architecture));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read as a zip", e);
    }
    return file;
  }

  @Override
  public Map<String, String> environment() {
    return Map.of();
  }

  private static String builds(ZipFile zip) throws IOException {
    var entry = zip.getEntry(BUILDS);
    return entry == null
        ? ""
        : new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
  }

  /** The build of the function that this jar carries, and whose permissions the stack has. */
  static String carriedBuild() throws IOException {
    try (var zip = new ZipFile(FunctionZip.inUserCache().unpack().toFile())) {
      var jar = zip.getInputStream(zip.getEntry(JAR)).readAllBytes();
      return FunctionZip.sha256(jar).substring(0, DIGITS);
    }
  }

  private static String howToMake(Architecture architecture) {
    return "make it with ./streambed package own-runtime --arch " + architecture.getName();
  }

  private static String machine(Architecture architecture) {
    return architecture.getName().equals("arm64") ? "aarch64" : "x86_64";
  }
}
