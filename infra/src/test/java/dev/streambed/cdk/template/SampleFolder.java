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
