package dev.streambed.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.services.lambda.Architecture;

class OwnRuntimeTest {
  private static final String ARM = "native/aarch64/libaws-crt-jni.so";

  @TempDir private Path directory;

  @Test
  void lambdaStartsTheBootstrapOfTheZip() throws Exception {
    var template = template(zip(OwnRuntime.carriedBuild(), "bootstrap", "jre/bin/java", ARM));
    var function = template.only("AWS::Lambda::Function");

    assertThat(function.text("/Runtime")).isEqualTo("provided.al2023");
    assertThat(function.text("/Handler"))
        .as("the class that the start script runs")
        .isEqualTo("dev.streambed.gateway.Main");
    assertThat(function.texts("/Architectures")).containsExactly("arm64");
    assertThat(function.properties().at("/Environment/Variables").has("AWS_LAMBDA_EXEC_WRAPPER"))
        .isFalse();
  }

  @Test
  void nothingElseOfTheTemplateDiffers() throws Exception {
    var own = template(zip(OwnRuntime.carriedBuild(), "bootstrap", "jre/bin/java", ARM));

    assertThat(own.all("AWS::IAM::Policy").stream().map(Resource::properties).toList())
        .isEqualTo(
            SampleProps.LEAST.all("AWS::IAM::Policy").stream().map(Resource::properties).toList());
    assertThat(own.only("AWS::Lambda::Function").text("/MemorySize")).isEqualTo("512");
  }

  @Test
  void saysHowToMakeAZipThatIsMissing() {
    var missing = directory.resolve("own-runtime-arm64.zip");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> template(missing))
        .withMessage(
            "runtime: there is no "
                + missing
                + ": make it with ./streambed package own-runtime --arch arm64");
  }

  @Test
  void refusesTheZipOfTheManagedRuntime() throws Exception {
    var managed = zip(OwnRuntime.carriedBuild(), "bootstrap", ARM);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> template(managed))
        .withMessageContaining("has no JVM of its own");
  }

  @Test
  void refusesTheZipOfAnotherArchitecture() throws Exception {
    var arm = zip(OwnRuntime.carriedBuild(), "bootstrap", "jre/bin/java", ARM);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OwnRuntime(arm).zip(Architecture.X86_64))
        .withMessageContaining("is for another architecture")
        .withMessageEndingWith("make it with ./streambed package own-runtime --arch x86_64");
  }

  @Test
  void refusesAZipThatWasMadeOfAnotherBuildOfTheFunction() throws Exception {
    var old = zip("0123456789abcdef", "bootstrap", "jre/bin/java", ARM);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> template(old))
        .withMessageContaining("holds another build of the function");
  }

  private static Template template(Path zip) {
    return SampleProps.of(
        SampleProps.least().toBuilder()
            .function(FunctionSettings.DEFAULTS.withRuntime(FunctionRuntime.own(zip)))
            .build());
  }

  private Path zip(String build, String... names) throws Exception {
    var file = directory.resolve("own-runtime.zip");
    try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (String entry : names) {
        zip.putNextEntry(new ZipEntry(entry));
      }
      zip.putNextEntry(new ZipEntry("app.aot.id"));
      zip.write(
          "lib/streambed-function.jar %s\njre/build-id 1\n"
              .formatted(build)
              .getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }
}
