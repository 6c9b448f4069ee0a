package dev.streambed.cdk.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.streambed.cdk.FinishedProcess;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The app as a process of its own, started directly and by the CDK CLI. */
class StreambedAppIT {
  private static final String MAIN = StreambedApp.class.getName();

  @TempDir private Path directory;

  @Test
  void aMistakeInTheConfigurationIsOneLineAndStatus1() throws Exception {
    Files.writeString(
        directory.resolve("cdk.json"), "{\"context\": {\"streambed\": {\"models\": [\"*\"]}}}");
    var process = FinishedProcess.java(directory, Map.of(), classPath(), MAIN);
    assertThat(process.exitCode()).isEqualTo(1);
    assertThat(process.output().lines())
        .containsExactly(
            "streambed: streambed.models: \"*\" is not a model id such as amazon.nova-lite-v1:0,"
                + " without wildcards");
  }

  @Test
  void theCliWritesTheSameTemplatesAsADirectStart() throws Exception {
    var cli = Assembly.root().resolve("node_modules/aws-cdk/bin/cdk");
    assumeTrue(Files.exists(cli), "needs the CDK CLI: npm ci in the repository's root");
    Files.copy(Assembly.root().resolve("cdk.json"), directory.resolve("cdk.json"));

    var direct = FinishedProcess.java(directory, unchecked("direct"), classPath(), MAIN);
    assertThat(direct.exitCode()).as(direct.output()).isZero();
    var app = "\"%s\" -cp \"%s\" %s".formatted(FinishedProcess.javaBinary(), classPath(), MAIN);
    var byCli =
        FinishedProcess.run(
            directory,
            unchecked("ignored"),
            "node",
            cli.toString(),
            "synth",
            "--quiet",
            "--app",
            app,
            "--output",
            directory.resolve("cli").toString());
    assertThat(byCli.exitCode()).as(byCli.output()).isZero();
    assertSame("streambed-data.template.json");
    assertSame("streambed-service.template.json");
  }

  private Map<String, String> unchecked(String output) {
    return Map.of("CDK_OUTDIR", directory.resolve(output).toString(), "CDK_VALIDATION", "false");
  }

  private void assertSame(String template) {
    assertThat(directory.resolve("cli").resolve(template))
        .hasSameTextualContentAs(directory.resolve("direct").resolve(template));
  }

  private static String classPath() throws Exception {
    var dependencies = Files.readString(Path.of(System.getProperty("streambed.class-path")));
    return System.getProperty("streambed.jar") + File.pathSeparator + dependencies.strip();
  }
}
