package dev.streambed.cdk.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.cdk.app.Assembly;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** A folder that was written of choices, and the assembly that it was made of. */
record SampleFolder(Path assembly, Path folder) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** With everything that has a parameter, each chosen otherwise than by default. */
  static SampleFolder withEverything(Path directory) throws IOException {
    return of(
        directory,
        """
        {"models": ["amazon.nova-lite-v1:0", "global.amazon.nova-2-lite-v1:0"],
         "allowedOrigins": ["https://a.example.com", "https://b.example.com"],
         "defaultLimits": {"requestsPerDay": 500},
         "function": {"memoryMebibytes": 1024, "reservedConcurrency": 50},
         "restApi": {"requestsPerSecond": 7, "burst": 8, "accessLogs": "onWithAccountRole"},
         "webSocket": {"messagesPerSecond": 9, "burst": 10},
         "logRetention": "ONE_YEAR", "reporting": true,
         "observability": {"alarms": true, "dashboard": true, "dailyBudgetUsd": 100}}
        """);
  }

  /** With all that a deployment may use of its account, beside tables and logs. */
  static SampleFolder withExistingResources(Path directory) throws IOException {
    var choices = Assembly.root().resolve("infra/src/test/resources/existing-resources.json");
    return of(directory, Files.readString(choices));
  }

  static SampleFolder of(Path directory, String choices) throws IOException {
    var cdkJson = (ObjectNode) JSON.readTree(Files.readString(Assembly.root().resolve("cdk.json")));
    ((ObjectNode) cdkJson.path("context")).set("streambed", JSON.readTree(choices));
    var assembly = Assembly.synthesizeUnchecked(directory, cdkJson.toString());
    var folder = directory.resolve("folder");
    new TemplateFolder(folder).write(CloudAssembly.read(assembly));
    return new SampleFolder(assembly, folder);
  }

  JsonNode template() throws IOException {
    return JSON.readTree(Files.readString(folder.resolve("template.json")));
  }

  /** The resources as CDK deploys them. */
  Map<String, JsonNode> resourcesOfTheStacks() {
    var resources = new TreeMap<String, JsonNode>();
    CloudAssembly.read(assembly)
        .templates()
        .values()
        .forEach(template ->
            template
                .path("Resources")
                .properties()
                .forEach(entry -> resources.put(entry.getKey(), entry.getValue())));
    return resources;
  }

  /** How often a text is in the resources of the template. */
  int timesInTemplate(String text) throws IOException {
    return times(text, template().path("Resources"));
  }

  /** How often a text is in the resources as CDK deploys them. */
  int timesInStacks(String text) {
    return resourcesOfTheStacks().values().stream()
        .mapToInt(resource -> times(text, resource))
        .sum();
  }

  private static int times(String text, JsonNode node) {
    return node.toString().split(Pattern.quote(text), -1).length - 1;
  }

  /** The logical id of the function's version. */
  static String version(JsonNode template) {
    return template.path("Resources").properties().stream()
        .filter(
            resource -> resource.getValue().path("Type").asText().equals("AWS::Lambda::Version"))
        .map(Map.Entry::getKey)
        .reduce((one, other) -> one + " and " + other)
        .orElseThrow();
  }

  /** The contents of all files by their paths. */
  Map<String, String> files() throws IOException {
    var files = new TreeMap<String, String>();
    try (var paths = Files.walk(folder)) {
      for (var path : paths.filter(Files::isRegularFile).toList()) {
        var name = folder.relativize(path).toString();
        files.put(name, new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1));
      }
    }
    return files;
  }
}
