package dev.streambed.bench.probe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Starts a probe as a process of its own. A probe prints figures as lines of a name and a number;
/// the one called `first` is a reading of [System#nanoTime()], which all processes of a machine
/// share, and becomes the milliseconds since the start.
///
/// @param flags JVM options
/// @param more further class path entries besides [#CANDIDATES]
public record ProbeProcess(List<String> flags, List<String> more) {

  /// The JVM options of the function's start script.
  private static final List<String> AS_THE_FUNCTION =
      List.of(
          "-Xmx288m",
          "-Xms72m",
          "-XX:MetaspaceSize=96m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:-UsePerfData",
          "--enable-native-access=ALL-UNNAMED");

  /// The paths of the candidates' jars in a Maven repository, and of the project's own classes.
  private static final List<String> CANDIDATES =
      List.of(
          "/bench/",
          "/gateway/",
          "streambed-gateway",
          "/awssdk/",
          "/amazon/eventstream/",
          "/reactivestreams/",
          "/slf4j/",
          "/io/netty/",
          "/httpcomponents/",
          "/fasterxml/jackson/core/");

  /// With the options of the function.
  public static ProbeProcess asTheFunction() {
    return new ProbeProcess(AS_THE_FUNCTION, List.of());
  }

  /// With the options of the function, and a native library.
  ///
  /// @param natives the folder of the AWS Common Runtime's library
  public static ProbeProcess asTheFunction(Path natives) {
    List<String> flags = new ArrayList<>(AS_THE_FUNCTION);
    flags.add("-Djava.library.path=" + natives);
    return new ProbeProcess(flags, List.of());
  }

  /// With further entries of this process's class path.
  ///
  /// @param parts substrings of the paths to include
  public ProbeProcess with(String... parts) {
    return new ProbeProcess(flags, List.of(parts));
  }

  /// The part of this process's class path that the candidates need; other entries would slow down
  /// class loading.
  private String classPath() {
    List<String> entries = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(":", -1)) {
      if (CANDIDATES.stream().anyMatch(entry::contains)
          || more.stream().anyMatch(entry::contains)) {
        entries.add(entry);
      }
    }
    return String.join(":", entries);
  }

  /// The path of the `java` that runs this process.
  public static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /// Runs a probe to its end.
  ///
  /// @return its figures by name
  /// @throws IllegalStateException if it fails, with its output
  public Map<String, Double> run(Class<?> probe, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(java()));
    command.addAll(flags);
    command.addAll(List.of("-cp", classPath(), probe.getName()));
    command.addAll(List.of(arguments));
    long start = System.nanoTime();
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(probe.getSimpleName() + " failed:\n" + output);
    }
    return figures(output, start);
  }

  private static Map<String, Double> figures(String output, long start) {
    Map<String, Double> figures = new HashMap<>();
    for (String line : output.lines().toList()) {
      String[] words = line.split(" ", -1);
      if (words.length == 3 && words[0].equals("figure")) {
        figures.put(words[1], Double.parseDouble(words[2]));
      }
    }
    figures.computeIfPresent("first", (_, nanos) -> (nanos - start) / 1e6);
    return figures;
  }
}
