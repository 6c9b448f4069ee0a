package dev.streambed.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class BenchCommandTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir private Path folder = Path.of("");

  @Test
  void measuresEverythingOnTheSynthesizedProduct() throws IOException, InterruptedException {
    Path json = folder.resolve("bench.json");
    Path assembly = Assembly.in(folder.resolve("cdk.out"));

    int status = run("--quick", "--assembly", assembly.toString(), "--json", json.toString());

    assertThat(status).as(err.toString(StandardCharsets.UTF_8)).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .startsWith("| figure ")
        .contains("| cold start to first piece, p50 ")
        .contains("| latency added to a piece, 1,000 a second, p50 ")
        .contains("| resident memory after 5 answers of 100 pieces ");
    JsonNode report = new ObjectMapper().readTree(Files.readString(json));
    assertThat(report.path("experiments").findValuesAsText("name"))
        .containsExactly(
            "cold-start",
            "first-piece",
            "latency-50",
            "latency-1000",
            "throughput",
            "growth",
            "memory",
            "requests",
            "admission",
            "caches",
            "stop-http",
            "stop-web-socket",
            "web-socket-50",
            "web-socket-1000",
            "web-socket-crowd");
    assertThat(report.at("/facts/package").asText()).matches("[0-9a-f]{64}");
    isConsistent(report);
  }

  // Whatever the machine does, a start takes at least what its parts take, and everything takes
  // time.
  private static void isConsistent(JsonNode report) {
    JsonNode start = report.at("/experiments/0/samples");
    assertThat(start.at("/whole/min").asDouble())
        .isGreaterThan(start.at("/start of the process to its first ~1next/min").asDouble());
    assertThat(start.at("/from the caller's request/min").asDouble())
        .isGreaterThan(start.at("/whole/min").asDouble());
    assertThat(start.at("/until Bedrock has its request/min").asDouble()).isPositive();
    assertThat(report.at("/experiments/2/samples/gateway ms/count").asInt()).isEqualTo(50);
    assertThat(report.at("/experiments/3/samples/bedrock ms/count").asInt()).isEqualTo(1_000);
    for (int experiment : List.of(1, 2, 3)) {
      JsonNode samples = report.at("/experiments/" + experiment + "/samples");
      assertThat(samples.at("/gateway ms/min").asDouble()).isPositive();
      assertThat(samples.at("/bedrock ms/min").asDouble()).isPositive();
    }
    assertThat(report.at("/experiments/6/samples/resident MB/min").asDouble())
        .isBetween(30.0, 1_000.0);
    assertThat(report.at("/experiments/7/samples/cold, in all/min").asDouble())
        .isGreaterThan(report.at("/experiments/7/samples/warm, in all/max").asDouble());
    assertThat(report.at("/experiments/7/samples/warm, in all/min").asDouble()).isPositive();
    assertThat(report.at("/experiments/9/samples/many MB/min").asDouble()).isPositive();
    customersAreKeptWithinTheirLimits(report.at("/experiments/8"));
    answersAreStopped(report.at("/experiments/10"));
    answersAreStopped(report.at("/experiments/11"));
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

    assertThat(out.toString(StandardCharsets.UTF_8)).contains("latency-1000, throughput, growth");
  }

  private int run(String... arguments) {
    CommandLine line =
        Main.commandLine(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return line.execute(arguments);
  }
}
