package dev.streambed.cdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;

/** A synthesized template, read as CloudFormation would. */
record Template(JsonNode json) {

  /** Synthesizes one stack in an app without any context: no feature flag is on. */
  static Template of(Consumer<Stack> content) {
    return of(Map.of(), content);
  }

  static Template of(Map<String, ?> context, Consumer<Stack> content) {
    var app = new App(AppProps.builder().context(context).build());
    var stack = new Stack(app, "Sample");
    content.accept(stack);
    return read(Path.of(app.synth().getDirectory()), "Sample");
  }

  /** Synthesizes one stack with an account and a Region. */
  static Template inRegion(Consumer<Stack> content) {
    var app = new App();
    var environment = Environment.builder().account("123456789012").region("eu-west-1").build();
    content.accept(new Stack(app, "Sample", StackProps.builder().env(environment).build()));
    return read(Path.of(app.synth().getDirectory()), "Sample");
  }

  static Template read(Path assembly, String stack) {
    return new Template(json(assembly.resolve(stack + ".template.json")));
  }

  /** What constructs have to say, by their paths. */
  static JsonNode metadata(Path assembly, String stack) {
    return json(assembly.resolve(stack + ".metadata.json"));
  }

  private static JsonNode json(Path file) {
    try {
      return new ObjectMapper().readTree(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Resource> all(String type) {
    return resources().filter(resource -> resource.type().equals(type)).toList();
  }

  Resource only(String type) {
    var found = all(type);
    if (found.size() != 1) {
      throw new AssertionError(type + " is there " + found.size() + " times");
    }
    return found.getFirst();
  }

  Resource named(String type, String namePart) {
    var found = all(type).stream().filter(r -> r.id().contains(namePart)).toList();
    if (found.size() != 1) {
      throw new AssertionError(type + " " + namePart + " is there " + found.size() + " times");
    }
    return found.getFirst();
  }

  Stream<Resource> resources() {
    return json.path("Resources").properties().stream()
        .map(entry -> new Resource(entry.getKey(), entry.getValue()));
  }

  JsonNode outputs() {
    return json.path("Outputs");
  }
}
