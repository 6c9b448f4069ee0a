package dev.streambed.ownruntime.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.local.FunctionAsset;
import dev.streambed.local.domain.Json;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// The cloud assembly with the packaged function in the place of the managed one.
final class TrainingAssembly {

  private TrainingAssembly() {}

  /// Changes an assembly.
  ///
  /// @param function the folder of the package
  /// @param architecture Lambda's name of what the package is for
  /// @param options options for its JVM
  static void prepare(Path assembly, Path function, String architecture, String options)
      throws IOException {
    FunctionAsset.replace(assembly, function);
    try (DirectoryStream<Path> templates = Files.newDirectoryStream(assembly, "*.template.json")) {
      for (Path template : templates) {
        JsonNode json = Json.read(template);
        json.path("Resources").forEach(resource -> change(resource, architecture, options));
        Files.write(template, Json.bytes(json));
      }
    }
  }

  private static void change(JsonNode resource, String architecture, String options) {
    if (resource.path("Type").asText().equals("AWS::Lambda::Function")) {
      ObjectNode properties = (ObjectNode) resource.path("Properties");
      properties.put("Runtime", "provided.al2023").putArray("Architectures").add(architecture);
      ObjectNode variables = (ObjectNode) properties.at("/Environment/Variables");
      variables.remove("AWS_LAMBDA_EXEC_WRAPPER");
      variables.put("STREAMBED_JAVA_OPTIONS", options);
    }
  }
}
