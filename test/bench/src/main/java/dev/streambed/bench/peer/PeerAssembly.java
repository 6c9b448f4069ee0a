package dev.streambed.bench.peer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A copy of a cloud assembly whose template has further functions, each with a Function URL: what
/// the first function of the template has, except for the package. Its schedules are disabled.
///
/// @param folder the copy
public record PeerAssembly(Path folder) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FUNCTION = "AWS::Lambda::Function";

  /// Writes the copy.
  ///
  /// @param assembly the original
  /// @param folder a new folder
  /// @param functions the further functions; their URLs follow those of the template, in this order
  public static PeerAssembly write(Path assembly, Path folder, List<FunctionPackage> functions)
      throws IOException {
    Files.createDirectories(folder);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(assembly, "*.json")) {
      for (Path file : files) {
        ObjectNode content = read(file);
        String name = file.getFileName().toString();
        if (name.endsWith(".assets.json")) {
          content.path("files").forEach(asset -> makeAbsolute(asset, assembly));
        }
        disableSchedules(content.path("Resources"));
        JSON.writeValue(folder.resolve(name).toFile(), content);
      }
    }
    PeerAssembly peerAssembly = new PeerAssembly(folder);
    for (int number = 0; number < functions.size(); number++) {
      peerAssembly.add(nameOf(number), functions.get(number));
    }
    return peerAssembly;
  }

  // What the template's own function does on a schedule would fall into a measurement.
  private static void disableSchedules(JsonNode resources) {
    for (JsonNode resource : resources) {
      if (resource.path("Type").asText().equals("AWS::Events::Rule")) {
        ((ObjectNode) resource.path("Properties")).put("State", "DISABLED");
      }
    }
  }

  /// The name of a further function.
  ///
  /// @param number 0 for the first
  public static String nameOf(int number) {
    return "peer-" + number;
  }

  private void add(String name, FunctionPackage function) throws IOException {
    Path template = templateWithFunctions();
    ObjectNode content = read(template);
    ObjectNode resources = (ObjectNode) content.path("Resources");
    String id = name.replace("-", "");
    resources.set(id, function(firstFunction(resources), name, function));
    addUrl(resources, id);
    JSON.writeValue(template.toFile(), content);
    Path assets =
        folder.resolve(template.getFileName().toString().replace(".template.", ".assets."));
    addAsset(assets, name, function);
  }

  private Path templateWithFunctions() throws IOException {
    try (DirectoryStream<Path> templates = Files.newDirectoryStream(folder, "*.template.json")) {
      for (Path template : templates) {
        if (read(template).path("Resources").findValuesAsText("Type").contains(FUNCTION)) {
          return template;
        }
      }
    }
    throw new IllegalArgumentException("the assembly has no function to compare with");
  }

  private static ObjectNode firstFunction(ObjectNode resources) {
    for (JsonNode resource : resources) {
      if (resource.path("Type").asText().equals(FUNCTION)) {
        return (ObjectNode) resource;
      }
    }
    throw new IllegalArgumentException("the template has no function to compare with");
  }

  private static ObjectNode function(ObjectNode first, String name, FunctionPackage changed) {
    ObjectNode function = first.deepCopy();
    ObjectNode properties = (ObjectNode) function.path("Properties");
    ((ObjectNode) properties.path("Code")).put("S3Key", name);
    return function.set(
        "Properties",
        properties
            .put("FunctionName", name)
            .put("Runtime", changed.runtime())
            .put("Handler", changed.handler()));
  }

  private static void addUrl(ObjectNode resources, String function) {
    ObjectNode url = resource(resources, function + "Url", "AWS::Lambda::Url");
    url.put("AuthType", "NONE").put("InvokeMode", "RESPONSE_STREAM");
    url.set("TargetFunctionArn", arn(function));
    permission(resources, function, "lambda:InvokeFunctionUrl").put("FunctionUrlAuthType", "NONE");
    permission(resources, function, "lambda:InvokeFunction").put("InvokedViaFunctionUrl", true);
  }

  private static ObjectNode permission(ObjectNode resources, String function, String action) {
    String id = function + action.replace(":", "");
    ObjectNode permission = resource(resources, id, "AWS::Lambda::Permission");
    permission.put("Action", action).put("Principal", "*").set("FunctionName", arn(function));
    return permission;
  }

  private static ObjectNode resource(ObjectNode resources, String id, String type) {
    return resources.putObject(id).put("Type", type).putObject("Properties");
  }

  private static ObjectNode arn(String function) {
    ObjectNode arn = JSON.createObjectNode();
    arn.putArray("Fn::GetAtt").add(function).add("Arn");
    return arn;
  }

  private static void addAsset(Path assets, String key, FunctionPackage function)
      throws IOException {
    ObjectNode content = read(assets);
    JsonNode asset =
        JSON.valueToTree(
            Map.of(
                "source", Map.of("path", function.folder().toAbsolutePath().toString()),
                "destinations", Map.of("here", Map.of("objectKey", key))));
    ((ObjectNode) content.path("files")).set(key, asset);
    JSON.writeValue(assets.toFile(), content);
  }

  private static void makeAbsolute(JsonNode asset, Path assembly) {
    ObjectNode source = (ObjectNode) asset.path("source");
    Path path = assembly.resolve(source.path("path").asText()).toAbsolutePath();
    source.put("path", path.toString());
  }

  private static ObjectNode read(Path file) throws IOException {
    return (ObjectNode) JSON.readTree(file.toFile());
  }
}
