package dev.streambed.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streambed.bench.experiment.Experiment;
import dev.streambed.bench.experiment.FailingExperiment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class BenchCommandTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir private static Path synthesized = Path.of("");

  @TempDir private Path folder = Path.of("");

  private List<Experiment> experiments = Experiment.all();

  // Synthesizing takes longer than most experiments.
  private static Path assembly() throws IOException, InterruptedException {
    if (!Files.exists(synthesized.resolve("manifest.json"))) {
      Assembly.in(synthesized);
    }
    return synthesized;
  }

  @Test
  void measuresEverythingOnTheSynthesizedProduct() throws IOException, InterruptedException {
    Path json = folder.resolve("bench.json");

    int status = run("--quick", "--assembly", assembly().toString(), "--json", json.toString());

    assertThat(status).as(err.toString(StandardCharsets.UTF_8)).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .startsWith("| figure ")
        .contains("| cold start to first chunk, p50 ")
        .contains("| latency added to a chunk, 1,000 a second, p50 ")
        .contains("| resident memory after 5 answers of 100 chunks ");
    JsonNode report = new ObjectMapper().readTree(Files.readString(json));
    assertThat(report.path("experiments").findValuesAsText("name"))
        .containsExactly(
            "cold-start",
            "first-piece",
            "latency-50",
            "latency-1000",
            "dialects",
            "throughput",
            "growth",
            "memory",
            "requests",
            "admission",
            "caches",
            "hostile-bodies",
            "stop-http",
            "stop-web-socket",
            "web-socket-50",
            "web-socket-1000",
            "web-socket-crowd",
            "process-crowd");
    assertThat(report.at("/facts/package").asText()).matches("[0-9a-f]{64}");
    isConsistent(report);
  }

  @Test
  void goesOnAfterAnExperimentThatFailedAndSaysSoAtTheEnd()
      throws IOException, InterruptedException {
    Path json = folder.resolve("bench.json");
    experiments = List.of(new FailingExperiment(), named("first-piece"));

    assertThat(run("--quick", "--assembly", assembly().toString(), "--json", json.toString()))
        .isEqualTo(3);

    String why = "a caller failed: caller 0 has fallen   off (FailingExperiment.java, line ";
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("| sabotage ", "failed: " + why, "| time to first chunk, warm, p50 ");
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("streambed: sabotage failed: " + why);
    JsonNode report = new ObjectMapper().readTree(Files.readString(json));
    assertThat(named(report, "sabotage").path("failure").asText()).startsWith(why);
    assertThat(named(report, "first-piece").at("/samples/gateway ms/count").asInt()).isEqualTo(5);
  }

  // The sources of the peers are not below this module's folder, and building them takes minutes:
  // the gateway is compared with the empty function only.
  @Test
  void comparesWhatCanBeBuiltAndNamesTheRest() throws IOException, InterruptedException {
    Path json = folder.resolve("bench.json");

    int status =
        run(
            "--quick",
            "--rounds=1",
            "--only=peers",
            "--package",
            "broken=" + brokenPackage(),
            "--assembly=" + assembly(),
            "--json=" + json);

    assertThat(status).as(err.toString(StandardCharsets.UTF_8)).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .startsWith("| ratio to the first ")
        .contains("| cold start to first chunk ", "| one answer at full speed ")
        .contains("not measured: Node: there is no ", "not measured: Rust: there is no ")
        .contains("not measured: broken: it was built, but gives no answer");
    JsonNode samples =
        named(new ObjectMapper().readTree(Files.readString(json)), "peers").path("samples");
    JsonNode start = samples.path("cold start to first chunk, ms: Streambed");
    assertThat(start.path("count").asInt()).isEqualTo(1);
    assertThat(start.path("min").asDouble()).isPositive();
    double empty = samples.at("/… its processor time, ms: Java, empty/min").asDouble();
    assertThat(samples.at("/… its processor time, ms: Streambed/min").asDouble())
        .isGreaterThan(empty);
  }

  private Path brokenPackage() throws IOException {
    Path zip = folder.resolve("broken.zip");
    try (FileSystem content =
        FileSystems.newFileSystem(zip, Map.of("create", true, "enablePosixFileAttributes", true))) {
      Path start = Files.writeString(content.getPath("bootstrap"), "#!/bin/sh\nexit 1\n");
      Files.setPosixFilePermissions(start, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    return zip;
  }

  @Test
  void refusesAPackageThatDoesNotExist() {
    assertThat(run("--package", "own=" + folder.resolve("own.zip"))).isEqualTo(1);

    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "streambed: there is no package " + folder.resolve("own.zip") + System.lineSeparator());
  }

  // On any machine a start takes at least as long as its parts, and every duration is positive.
  private static void isConsistent(JsonNode report) {
    JsonNode start = named(report, "cold-start").path("samples");
    assertThat(start.at("/whole/min").asDouble())
        .isGreaterThan(start.at("/start of the process to its first ~1next/min").asDouble());
    assertThat(start.at("/from the caller's request/min").asDouble())
        .isGreaterThan(start.at("/whole/min").asDouble());
    assertThat(start.at("/until Bedrock has its request/min").asDouble()).isPositive();
    assertThat(named(report, "latency-50").at("/samples/gateway ms/count").asInt()).isEqualTo(50);
    assertThat(named(report, "latency-1000").at("/samples/bedrock ms/count").asInt())
        .isEqualTo(1_000);
    for (String experiment : List.of("first-piece", "latency-50", "latency-1000")) {
      JsonNode samples = named(report, experiment).path("samples");
      assertThat(samples.at("/gateway ms/min").asDouble()).isPositive();
      assertThat(samples.at("/bedrock ms/min").asDouble()).isPositive();
    }
    assertThat(named(report, "memory").at("/samples/resident MB/min").asDouble())
        .isBetween(30.0, 1_000.0);
    JsonNode requests = named(report, "requests").path("samples");
    assertThat(requests.at("/cold, in all/min").asDouble())
        .isGreaterThan(requests.at("/warm, in all/max").asDouble());
    assertThat(requests.at("/warm, in all/min").asDouble()).isPositive();
    assertThat(named(report, "caches").at("/samples/many MB/min").asDouble()).isPositive();
    customersAreKeptWithinTheirLimits(named(report, "admission"));
    answersAreStopped(named(report, "stop-http"));
    answersAreStopped(named(report, "stop-web-socket"));
  }

  private static void customersAreKeptWithinTheirLimits(JsonNode admission) {
    assertThat(admission.at("/samples/admission ms/min").asDouble()).isPositive();
    assertThat(admission.at("/samples/settlement ms/count").asInt()).isEqualTo(5);
    JsonNode overshoot = admission.at("/figures/3");
    assertThat(overshoot.path("label").asText()).endsWith("admitted above a limit");
    assertThat(overshoot.path("value").asDouble()).isZero();
    JsonNode admitted = admission.at("/figures/5");
    assertThat(admitted.path("label").asText()).isEqualTo("… admitted");
    assertThat(admitted.path("value").asDouble()).isPositive();
  }

  private static void answersAreStopped(JsonNode stop) {
    assertThat(stop.at("/samples/to the last piece ms/count").asInt()).isEqualTo(2);
    assertThat(stop.at("/samples/to the end ms/min").asDouble()).isPositive();
  }

  @Test
  void refusesAFigureThatDoesNotExist() {
    assertThat(run("--only", "warmth")).isEqualTo(1);

    assertThat(err.toString(StandardCharsets.UTF_8)).contains("there is no figure warmth");
  }

  @Test
  void namesWhatIsMissingWhenNothingIsSynthesized() {
    assertThat(run("--assembly", folder.resolve("nothing").toString())).isEqualTo(1);

    assertThat(err.toString(StandardCharsets.UTF_8)).contains("streambed: ").contains("nothing");
  }

  @Test
  void refusesAPlaceForTheJsonThatDoesNotExistBeforeItMeasures() {
    Path nowhere = folder.resolve("nowhere").resolve("bench.json");

    assertThat(run("--json", nowhere.toString())).isEqualTo(1);

    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo("streambed: nothing can be written to " + nowhere + System.lineSeparator());
  }

  @Test
  void listsTheFiguresInItsHelp() {
    assertThat(run("--help")).isZero();

    assertThat(out.toString(StandardCharsets.UTF_8)).contains("latency-1000, dialects, throughput");
  }

  private int run(String... arguments) {
    CommandLine line =
        Main.commandLine(
            experiments,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return line.execute(arguments);
  }

  private static Experiment named(String name) {
    return Experiment.all().stream()
        .filter(experiment -> experiment.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static JsonNode named(JsonNode report, String experiment) {
    for (JsonNode one : report.path("experiments")) {
      if (one.path("name").asText().equals(experiment)) {
        return one;
      }
    }
    throw new AssertionError("no experiment " + experiment);
  }

  /// `./streambed bench --help` prints the file, without a build. `-Dstreambed.help=write` writes
  /// it.
  @Test
  void saysInDocsWhatItsOptionsAre() throws IOException {
    Path file = Path.of(System.getProperty("streambed.root"), "docs/help/bench.txt");
    String help =
        Main.commandLine(Experiment.all(), System.out, System.err)
            .setUsageHelpAutoWidth(false)
            .getUsageMessage();
    if ("write".equals(System.getProperty("streambed.help"))) {
      Files.writeString(file, help);
    }
    assertThat(file).hasContent(help);
  }
}
