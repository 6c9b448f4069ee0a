package dev.streambed.cdk.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import software.amazon.awscdk.App;

/** The app of a cdk.json, assembled in a directory of its own. */
public record Assembly(Path directory, App app) {

  /** The repository's own cdk.json, but with all front doors and stacks. */
  static Assembly ofTheRepositoryWithEverything(Path directory) throws IOException {
    var cdkJson = new ObjectMapper().readTree(Files.readString(root().resolve("cdk.json")));
    var choices = (ObjectNode) cdkJson.at("/context/streambed");
    choices.put("reporting", true);
    choices
        .putObject("observability")
        .put("alarms", true)
        .put("dashboard", true)
        .put("dailyBudgetUsd", 100);
    choices.putArray("frontDoors").add("functionUrl").add("restApi").add("webSocket");
    return of(directory, cdkJson.toString());
  }

  static Assembly of(Path directory, String cdkJson) throws IOException {
    Files.writeString(directory.resolve("cdk.json"), cdkJson);
    var environment = Map.of("CDK_OUTDIR", directory.resolve("cdk.out").toString());
    return new Assembly(
        directory, StreambedApp.assemble(new LaunchContext(environment, directory)));
  }

  /** Synthesizes without the validators, which change no template. */
  public static Path synthesizeUnchecked(Path directory, String cdkJson) throws IOException {
    Files.writeString(directory.resolve("cdk.json"), cdkJson);
    var assembly = directory.resolve("cdk.out");
    var environment = Map.of("CDK_OUTDIR", assembly.toString(), "CDK_VALIDATION", "false");
    StreambedApp.assemble(new LaunchContext(environment, directory)).synth();
    return assembly;
  }

  public static Path root() {
    return Path.of(System.getProperty("streambed.root"));
  }

  JsonNode read(String file) {
    try {
      var path = directory.resolve("cdk.out").resolve(file);
      return new ObjectMapper().readTree(Files.readAllBytes(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The rules that were found violated. */
  List<String> violations() {
    return read("validation-report.json").findValues("ruleName").stream()
        .map(JsonNode::textValue)
        .toList();
  }

  /** Warnings and errors of constructs. */
  List<String> annotations(String stack) {
    return read(stack + ".metadata.json").properties().stream()
        .flatMap(construct -> StreamSupport.stream(construct.getValue().spliterator(), false))
        .filter(entry -> entry.path("type").asText().matches("aws:cdk:(warning|error)"))
        .map(entry -> entry.path("data").asText())
        .toList();
  }

  /** The findings that were accepted, with the construct that they were accepted on. */
  List<String> acceptedFindings(String stack) {
    return read(stack + ".metadata.json").properties().stream()
        .flatMap(construct ->
            StreamSupport.stream(construct.getValue().spliterator(), false)
                .filter(entry -> entry.path("type").asText().endsWith("acknowledged-rules"))
                .flatMap(entry -> entry.path("data").properties().stream())
                .map(rule -> construct.getKey() + " " + rule.getKey()))
        .toList();
  }
}
