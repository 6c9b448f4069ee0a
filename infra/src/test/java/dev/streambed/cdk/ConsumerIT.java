package dev.streambed.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's example, compiled for Java 17 against the built jar and run as another app. */
class ConsumerIT {
  private static final Pattern EXAMPLE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  @TempDir private Path directory;

  @Test
  void anAppThatHasOnlyTheJarSynthesizesTheGateway() throws Exception {
    compile(example());
    var process =
        FinishedProcess.java(
            directory,
            Map.of("CDK_OUTDIR", directory.resolve("cdk.out").toString()),
            directory + File.pathSeparator + classPath(),
            "com.example.ExampleApp");
    assertThat(process.exitCode()).as(process.output()).isZero();

    var template = Template.read(directory.resolve("cdk.out"), "Assistant");
    assertThat(template.only("AWS::Lambda::Function").text("/Runtime")).isEqualTo("java25");
    assertThat(template.all("AWS::DynamoDB::GlobalTable")).hasSize(6);
    assertThat(template.only("AWS::CloudWatch::Alarm").text("/MetricName")).isEqualTo("Errors");
    assertThat(template.outputs().properties())
        .extracting(Map.Entry::getKey)
        .containsExactly("Url");
    try (Stream<Path> files = Files.list(directory.resolve("cdk.out"))) {
      assertThat(files).anyMatch(file -> file.toString().endsWith(".zip"));
    }
  }

  private static String example() throws Exception {
    var readme = Files.readString(Path.of("README.md"));
    return EXAMPLE.matcher(readme).results().map(match -> match.group(1)).findFirst().orElseThrow();
  }

  private void compile(String source) throws Exception {
    var file = Files.writeString(directory.resolve("ExampleApp.java"), source);
    var options =
        List.of("--release", "17", "-cp", classPath(), "-d", directory.toString(), file.toString());
    var failures =
        ToolProvider.getSystemJavaCompiler().run(null, null, null, options.toArray(String[]::new));
    assertThat(failures).isZero();
  }

  /** What Maven gives to a project that depends on the jar: not what is optional. */
  private static String classPath() throws Exception {
    var own = Files.readString(Path.of(System.getProperty("streambed.class-path"))).strip();
    return Stream.concat(
            Stream.of(System.getProperty("streambed.jar")),
            Stream.of(own.split(File.pathSeparator)).filter(jar -> !jar.contains("cdknag")))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
