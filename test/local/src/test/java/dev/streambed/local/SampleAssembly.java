package dev.streambed.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.local.sample.SampleFunction;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// A cloud assembly as CDK synthesizes it: a stack of tables, and a stack with [SampleFunction]
/// behind an alias, a Function URL and a REST API. Tests remove or change parts of it.
public final class SampleAssembly {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> FILES =
      List.of(
          "manifest.json",
          "data.template.json",
          "data.assets.json",
          "service.template.json",
          "service.assets.json");
  private static final String START =
      """
      #!/bin/sh
      exec "$1" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto -cp "$LAMBDA_TASK_ROOT/classes" "$_HANDLER"
      """;

  private final Path folder;

  private SampleAssembly(Path folder) {
    this.folder = folder;
  }

  /// Writes it into an empty folder.
  public static SampleAssembly in(Path folder) {
    SampleAssembly assembly = new SampleAssembly(folder);
    try {
      for (String file : FILES) {
        try (InputStream content = SampleAssembly.class.getResourceAsStream("/assembly/" + file)) {
          Files.copy(java.util.Objects.requireNonNull(content), folder.resolve(file));
        }
      }
      zip(folder.resolve("asset.function.zip"));
    } catch (IOException | URISyntaxException failed) {
      throw new IllegalStateException("the sample cannot be written", failed);
    }
    return assembly;
  }

  public Path folder() {
    return folder;
  }

  /// Removes a resource from the service's template.
  public SampleAssembly without(String logicalId) {
    return edit("service", template -> ((ObjectNode) template.path("Resources")).remove(logicalId));
  }

  /// Changes the properties of a resource of the service's template.
  public SampleAssembly change(String logicalId, Consumer<ObjectNode> change) {
    return edit(
        "service",
        template ->
            change.accept(
                (ObjectNode) template.path("Resources").path(logicalId).path("Properties")));
  }

  /// Adds a distribution in front of the Function URL, which sends the secret.
  public SampleAssembly behindCloudFront(String secret) {
    return edit(
        "service",
        template ->
            ((ObjectNode) template.path("Resources"))
                .set(
                    "Distribution",
                    parsed(
                        """
                        {"Type": "AWS::CloudFront::Distribution",
                         "Properties": {"DistributionConfig": {"Enabled": true, "Origins": [{
                           "Id": "one",
                           "DomainName": {"Fn::Select": [2, {"Fn::Split": ["/", {"Fn::GetAtt": ["Url", "FunctionUrl"]}]}]},
                           "OriginCustomHeaders": [{"HeaderName": "X-Origin-Verify", "HeaderValue": "%s"}]}]}}}
                        """
                            .formatted(secret))));
  }

  private static JsonNode parsed(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /// Sets a variable of the function.
  public SampleAssembly variable(String name, String value) {
    return change(
        "Function",
        function -> ((ObjectNode) function.path("Environment").path("Variables")).put(name, value));
  }

  /// Puts the function onto Managed Instances, and its version into at most so many environments.
  ///
  /// @param concurrency how many invocations each of them has at once
  public SampleAssembly onManagedInstances(int concurrency, int environments) {
    change(
        "Function",
        function -> {
          function.put("MemorySize", 2048);
          function
              .putObject("CapacityProviderConfig")
              .putObject("LambdaManagedInstancesCapacityProviderConfig")
              .put("CapacityProviderArn", "arn:aws:lambda:us-east-1:1:capacity-provider:sample")
              .put("PerExecutionEnvironmentMaxConcurrency", concurrency);
        });
    return change(
        "Version",
        version ->
            version
                .putObject("FunctionScalingConfig")
                .put("MaxExecutionEnvironments", environments));
  }

  /// Changes a stack's template.
  public SampleAssembly edit(String stack, Consumer<ObjectNode> change) {
    Path file = folder.resolve(stack + ".template.json");
    try {
      ObjectNode template = (ObjectNode) JSON.readTree(file.toFile());
      change.accept(template);
      JSON.writeValue(file.toFile(), template);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return this;
  }

  private static void zip(Path file) throws IOException, URISyntaxException {
    Map<String, ?> options = Map.of("create", "true", "enablePosixFileAttributes", true);
    try (FileSystem zip = FileSystems.newFileSystem(URI.create("jar:" + file.toUri()), options)) {
      Path start = zip.getPath("/bootstrap");
      Files.writeString(start, START);
      Files.setPosixFilePermissions(start, PosixFilePermissions.fromString("rwxr-xr-x"));
      String name = SampleFunction.class.getPackageName().replace('.', '/');
      Path target = Files.createDirectories(zip.getPath("/classes/" + name));
      Path classes =
          Path.of(SampleFunction.class.getResource("SampleFunction.class").toURI()).getParent();
      try (Stream<Path> files = Files.list(classes)) {
        for (Path each : files.toList()) {
          Files.copy(each, target.resolve(each.getFileName().toString()));
        }
      }
    }
  }
}
