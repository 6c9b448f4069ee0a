package dev.streambed.cdk;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;

/** The warnings or errors of a stack in eu-west-1. */
final class Findings {
  static final String ACCOUNT = "123456789012";

  private Findings() {}

  static List<String> of(String type, Consumer<Stack> content) {
    var app = new App();
    var environment = Environment.builder().account(ACCOUNT).region("eu-west-1").build();
    content.accept(new Stack(app, "Sample", StackProps.builder().env(environment).build()));
    return Template.metadata(Path.of(app.synth().getDirectory()), "Sample").properties().stream()
        .flatMap(construct -> Resource.elements(construct.getValue()).stream())
        .filter(entry -> entry.path("type").textValue().equals(type))
        .map(entry -> entry.path("data").textValue())
        .toList();
  }
}
