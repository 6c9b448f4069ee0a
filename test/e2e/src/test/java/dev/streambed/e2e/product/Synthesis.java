package dev.streambed.e2e.product;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.local.domain.Json;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;

/// Runs the CDK app, as `cdk deploy` would.
///
/// @param folder the folder for its `cdk.json` and the cloud assembly
record Synthesis(Path folder) {

  /// An alias for Amazon Nova Lite, then the same in another Region, then Nova Micro.
  static final String FALLBACK = "nova-fallback";

  private static final String ORIGIN_SECRET =
      "arn:aws:secretsmanager:us-east-1:123456789012:secret:origin-a1b2c3";

  private static final String APP = "dev.streambed.cdk.app.StreambedApp";

  /// With the repository's cdk.json, and all optional parts besides front doors.
  static Path ofTheRepository(String name) throws IOException, InterruptedException {
    JsonNode choices = choices();
    ObjectNode ours = (ObjectNode) choices.path("context").path("streambed");
    ours.put("reporting", true);
    ours.putObject("cloudFront").put("originSecretArn", ORIGIN_SECRET).put("directAccess", false);
    ours.putObject("observability").put("alarms", true).put("dashboard", true);
    ours.putObject("modelAliases")
        .putArray(FALLBACK)
        .add("amazon.nova-lite-v1:0")
        .add(Json.object().put("model", "amazon.nova-lite-v1:0").put("region", "us-west-2"))
        .add("amazon.nova-micro-v1:0");
    return in(name).run(choices);
  }

  /// With the repository's cdk.json, but these models.
  static Path ofModels(String name, Collection<String> models)
      throws IOException, InterruptedException {
    JsonNode choices = choices();
    ArrayNode chosen = ((ObjectNode) choices.path("context").path("streambed")).putArray("models");
    models.forEach(chosen::add);
    return in(name).run(choices);
  }

  /// With the repository's cdk.json, a guardrail, and one that customers may have.
  static Path ofGuardrails(String name, String guardrail, String customers)
      throws IOException, InterruptedException {
    JsonNode choices = choices();
    ObjectNode ours = (ObjectNode) choices.path("context").path("streambed");
    ours.putObject("guardrail").put("identifier", guardrail).put("version", "1");
    ours.putArray("customerGuardrails").add(customers);
    return in(name).run(choices);
  }

  /// As the function with a JVM of its own is trained.
  static Path ofTheTraining(String name) throws IOException, InterruptedException {
    ObjectNode json = Json.object();
    json.set(
        "context", Json.read(Repository.root().resolve("functions/own-runtime/training.json")));
    return in(name).run(json);
  }

  /// With the repository's cdk.json, and a JVM of the function's own.
  ///
  /// @param zip its package
  /// @param architecture what the package is for
  static Path ofOwnRuntime(String name, Path zip, String architecture)
      throws IOException, InterruptedException {
    JsonNode choices = choices();
    ObjectNode ours = (ObjectNode) choices.path("context").path("streambed");
    ours.putObject("function")
        .put("runtime", "own")
        .put("ownRuntimeZip", zip.toString())
        .put("architecture", architecture);
    return in(name).run(choices);
  }

  /// With the repository's cdk.json, and a function that starts from a snapshot.
  static Path ofSnapStart(String name) throws IOException, InterruptedException {
    JsonNode choices = choices();
    ObjectNode ours = (ObjectNode) choices.path("context").path("streambed");
    ours.putObject("function").put("runtime", "snap-start");
    return in(name).run(choices);
  }

  /// With the repository's cdk.json, and a function on Managed Instances, in one environment.
  static Path ofManagedInstances(String name) throws IOException, InterruptedException {
    JsonNode choices = choices();
    ObjectNode ours = (ObjectNode) choices.path("context").path("streambed");
    ours.put("reporting", true);
    ours.putObject("vpc")
        .put("id", "vpc-0123456789abcdef0")
        .putArray("subnetIds")
        .add("subnet-0123456789abcdef0");
    ours.putObject("function")
        .putObject("managedInstances")
        .put("minExecutionEnvironments", 1)
        .put("maxExecutionEnvironments", 1);
    return in(name).run(choices);
  }

  /// With the repository's cdk.json, and then as `./streambed synth --template` writes it.
  ///
  /// @return the folder of the template
  static Path withoutCdk(String name) throws IOException, InterruptedException {
    Synthesis synthesis = in(name);
    Path assembly = synthesis.run(choices());
    Path template = synthesis.folder.resolve("template");
    Process command =
        new ProcessBuilder(
                Repository.java().toString(),
                "-cp",
                classPath(),
                "dev.streambed.cdk.template.TemplateCommand",
                template.toString(),
                assembly.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (command.waitFor() != 0) {
      throw new IllegalStateException("the template could not be written:\n" + output);
    }
    return template;
  }

  private static Synthesis in(String name) throws IOException {
    return new Synthesis(Files.createDirectories(Repository.target().resolve(name)));
  }

  private static JsonNode choices() {
    return Json.read(Repository.root().resolve("cdk.json"));
  }

  private Path run(JsonNode choices) throws IOException, InterruptedException {
    Files.write(folder.resolve("cdk.json"), Json.bytes(choices));
    Path assembly = Files.createDirectories(folder.resolve("cdk.out"));
    removeLinks(assembly);
    Process app = app(assembly).start();
    String output = new String(app.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (app.waitFor() != 0) {
      throw new IllegalStateException("the templates could not be synthesized:\n" + output);
    }
    return assembly;
  }

  // An earlier run has put a link in the place of the function's zip, and CDK copies no file over
  // another.
  private static void removeLinks(Path assembly) throws IOException {
    try (DirectoryStream<Path> links = Files.newDirectoryStream(assembly, Files::isSymbolicLink)) {
      for (Path link : links) {
        Files.delete(link);
      }
    }
  }

  private ProcessBuilder app(Path assembly) throws IOException {
    String java = Repository.java().toString();
    ProcessBuilder app =
        new ProcessBuilder(java, "-XX:TieredStopAtLevel=1", temporary(), "-cp", classPath(), APP)
            .directory(folder.toFile())
            .redirectErrorStream(true);
    app.environment().remove("CDK_CONTEXT_JSON");
    app.environment().put("CDK_OUTDIR", assembly.toString());
    // The construct's own tests run the validators; they take longer than all the rest.
    app.environment().put("CDK_VALIDATION", "false");
    return app;
  }

  // jsii does not delete its temporary files.
  private String temporary() throws IOException {
    return "-Djava.io.tmpdir=" + Files.createDirectories(folder.resolve("tmp"));
  }

  private static String classPath() throws IOException {
    Path built = Repository.root().resolve("infra/target");
    return built.resolve("classes")
        + File.pathSeparator
        + Files.readString(built.resolve("class-path")).strip();
  }
}
