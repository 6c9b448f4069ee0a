package dev.streambed.cdk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** A finished process and everything that it wrote. */
public record FinishedProcess(int exitCode, String output) {

  /** Runs a main class in a JVM of its own. */
  public static FinishedProcess java(
      Path directory, Map<String, String> environment, String classPath, String mainClass)
      throws IOException, InterruptedException {
    var quick = "-XX:TieredStopAtLevel=1";
    return run(directory, environment, javaBinary(), quick, "-cp", classPath, mainClass);
  }

  public static FinishedProcess run(
      Path directory, Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    var builder =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
    Stream.of("CDK_CONTEXT_JSON", "CDK_OUTDIR").forEach(builder.environment()::remove);
    builder.environment().putAll(environment);
    var process = builder.start();
    process.getOutputStream().close();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new FinishedProcess(process.waitFor(), output);
  }

  public static String javaBinary() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
