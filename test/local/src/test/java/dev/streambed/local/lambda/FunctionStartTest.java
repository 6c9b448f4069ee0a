package dev.streambed.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.local.SampleAssembly;
import dev.streambed.local.TestHttpClient;
import dev.streambed.local.domain.Json;
import dev.streambed.local.domain.LocalStackException;
import dev.streambed.runtimeapi.InvocationOutcome;
import dev.streambed.runtimeapi.ResponseMode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // set before each test
class FunctionStartTest {

  @TempDir private Path folder;
  private SampleAssembly assembly;

  @BeforeEach
  void synthesize() {
    assembly = SampleAssembly.in(folder);
  }

  @Test
  void givesAFunctionLambdasEnvironmentAndNothingOfOurs() throws Exception {
    assembly.variable("OWN", "/var/task/x:/var/task");
    JsonNode environment = environment();
    String root = environment.path("LAMBDA_TASK_ROOT").asText();
    assertThat(root).startsWith(folder.resolve("work").toString());
    assertThat(environment.path("OWN").asText()).isEqualTo(root + "/x:" + root);
    assertThat(environment.path("cwd").asText()).isEqualTo(root);
    assertThat(environment.path("_HANDLER").asText())
        .isEqualTo("dev.streambed.local.sample.SampleFunction");
    assertThat(environment.path("AWS_REGION").asText()).isEqualTo("us-east-1");
    assertThat(environment.path("AWS_EXECUTION_ENV").asText()).isEqualTo("AWS_Lambda_java25");
    assertThat(environment.path("AWS_LAMBDA_FUNCTION_VERSION").asText()).isEqualTo("1");
    assertThat(environment.path("AWS_LAMBDA_FUNCTION_MEMORY_SIZE").asText()).isEqualTo("256");
    assertThat(environment.path("AWS_LAMBDA_INITIALIZATION_TYPE").asText()).isEqualTo("on-demand");
    assertThat(environment.path("AWS_LAMBDA_LOG_FORMAT").asText()).isEqualTo("JSON");
    assertThat(environment.path("AWS_LAMBDA_LOG_LEVEL").asText()).isEqualTo("INFO");
    assertThat(environment.path("AWS_LAMBDA_LOG_GROUP_NAME").asText()).startsWith("service-Logs-");
    assertThat(environment.path("AWS_LAMBDA_LOG_STREAM_NAME").asText())
        .matches("\\d{4}/\\d\\d/\\d\\d/service-Function-\\w+\\[1][0-9a-f]{32}");
    assertThat(environment.path("AWS_ACCESS_KEY_ID").asText()).startsWith("ASIA");
    assertThat(environment.path("TZ").asText()).isEqualTo(":UTC");
    assertThat(environment.path("AWS_ENDPOINT_URL_DYNAMODB").asText())
        .isEqualTo("http://127.0.0.1:1");
  }

  @Test
  void inheritsNoVariable() throws Exception {
    List<String> names = new ArrayList<>();
    environment().fieldNames().forEachRemaining(names::add);
    names.removeIf(name ->
        name.startsWith("AWS_")
            || name.startsWith("STREAMBED_")
            || name.startsWith("LAMBDA_")
            || List.of("_HANDLER", "LANG", "PATH", "TZ", "cwd").contains(name));
    // Set by the shell that runs the start script.
    assertThat(names).isSubsetOf("PWD", "OLDPWD", "SHLVL", "_");
  }

  @Test
  void setsNoLogLevelForTextLogs() throws Exception {
    assembly.change("Function", function -> function.remove("LoggingConfig"));
    JsonNode environment = environment();
    assertThat(environment.path("AWS_LAMBDA_LOG_FORMAT").asText()).isEqualTo("Text");
    assertThat(environment.has("AWS_LAMBDA_LOG_LEVEL")).isFalse();
    assertThat(environment.path("AWS_LAMBDA_LOG_GROUP_NAME").asText())
        .startsWith("/aws/lambda/service-Function-");
  }

  @Test
  void writesLambdasOwnLinesToTextLogs() throws Exception {
    assembly.change("Function", function -> function.remove("LoggingConfig"));
    try (SampleLambda sample = new SampleLambda(assembly, 1)) {
      sample.call("plain");
      assertThat(sample.log()).hasSize(3);
      assertThat(sample.log().get(0)).isEqualTo("START RequestId: request-plain Version: 1");
      assertThat(sample.log().get(1)).isEqualTo("END RequestId: request-plain");
      assertThat(sample.log().get(2))
          .matches(
              "REPORT RequestId: request-plain\tDuration: [\\d.]+ ms\tBilled Duration: \\d+ ms"
                  + "\tMemory Size: 256 MB\tMax Memory Used: [1-9]\\d* MB\tInit Duration: [\\d.]+ ms");
    }
  }

  @Test
  void saysInTextLogsHowAnInvocationFailed() throws Exception {
    assembly.change("Function", function -> function.remove("LoggingConfig"));
    try (SampleLambda sample = new SampleLambda(assembly, 1)) {
      sample.call("throw");
      sample.call("crash");
      sample.call("hang");
      assertThat(sample.log().stream().filter(line -> line.startsWith("REPORT")))
          .satisfiesExactly(
              line -> assertThat(line).endsWith("\tStatus: error\tError Type: Function.Sample"),
              line -> assertThat(line).endsWith("\tStatus: error\tError Type: Runtime.ExitError"),
              line -> assertThat(line).endsWith("\tStatus: timeout"));
    }
  }

  @Test
  void triesAnInitializationThatFailsOnceMoreAndThenAnswersWithItsError() throws Exception {
    assembly.variable("SAMPLE_INIT", "error");
    try (SampleLambda sample = new SampleLambda(assembly, 1)) {
      assertThat(sample.call("plain").invocationResult())
          .isEqualTo(
              new InvocationResult.Ended(
                  new InvocationOutcome.FunctionError(
                      "Runtime.SampleInit",
                      "{\"errorType\":\"Sample.Init\",\"errorMessage\":\"as asked\"}")));
    }
  }

  @Test
  void saysHowARuntimeExitedThatNeverCameUp() throws Exception {
    assembly.variable("SAMPLE_INIT", "exit");
    try (SampleLambda sample = new SampleLambda(assembly, 1)) {
      assertThat(sample.call("plain").invocationResult().toString())
          .contains("Runtime.ExitError", "Runtime exited with error: exit status 7");
      assertThat(sample.log().toString()).contains("\"status\":\"error\"", "Runtime.ExitError");
      assertThat(sample.call("plain").invocationResult())
          .isInstanceOf(InvocationResult.Ended.class);
    }
  }

  @Test
  void givesUpOnARuntimeThatNeverAsks() throws Exception {
    assembly.variable("SAMPLE_INIT", "hang");
    try (SampleLambda sample = new SampleLambda(assembly, 1)) {
      long begun = System.nanoTime();
      assertThat(sample.call("plain").invocationResult())
          .isEqualTo(new InvocationResult.Ended(new InvocationOutcome.TimedOut()));
      // Ten seconds of initialization, then the function's timeout of three.
      assertThat((System.nanoTime() - begun) / 1_000_000_000).isGreaterThanOrEqualTo(12L);
    }
  }

  @Test
  void runsABootstrapOnARuntimeOfItsOwn() throws Exception {
    assembly
        .change("Function", function -> function.put("Runtime", "provided.al2023"))
        .variable("JAVA", System.getProperty("java.home") + "/bin/java");
    try (SampleLambda sample = new SampleLambda(assembly, 1)) {
      // The sample's script needs the interpreter that only a wrapper gets: it runs, and fails.
      assertThat(sample.call("plain").invocationResult().toString()).contains("Runtime.ExitError");
    }
  }

  @Test
  void refusesAPackageWhoseJvmIsForAnotherMachine() throws Exception {
    assembly.change("Function", function -> function.put("Runtime", "provided.al2023"));
    byte[] program = Files.readAllBytes(Path.of(System.getProperty("java.home"), "bin", "java"));
    program[18] ^= 1;
    try (FileSystem zip =
        FileSystems.newFileSystem(assembly.folder().resolve("asset.function.zip"))) {
      Files.createDirectories(zip.getPath("jre/bin"));
      Files.write(zip.getPath("jre/bin/java"), program);
    }
    assertThatThrownBy(() -> new SampleLambda(assembly, 1))
        .isInstanceOf(LocalStackException.class)
        .hasMessageContaining("brings a JVM for another machine than this one");
  }

  @Test
  void takesAFunctionThroughItsSnapshot() throws Exception {
    assembly.change(
        "Function",
        function -> function.putObject("SnapStart").put("ApplyOn", "PublishedVersions"));
    try (SampleLambda sample = new SampleLambda(assembly, 1);
        TestHttpClient testHttpClient = new TestHttpClient()) {
      JsonNode environment = environment(sample);
      assertThat(sample.log()).contains("restored");
      assertThat(environment.path("AWS_LAMBDA_INITIALIZATION_TYPE").asText())
          .isEqualTo("snap-start");
      assertThat(environment.has("AWS_ACCESS_KEY_ID")).isFalse();
      URI uri = URI.create(environment.path("AWS_CONTAINER_CREDENTIALS_FULL_URI").asText());
      String token = environment.path("AWS_CONTAINER_AUTHORIZATION_TOKEN").asText();
      assertThat(testHttpClient.get(uri, "Authorization", token).body())
          .contains("\"AccessKeyId\":\"ASIA", "\"Token\":", "\"Expiration\":\"20");
      assertThat(testHttpClient.get(uri, "Authorization", "another").statusCode()).isEqualTo(401);
      assertThat(testHttpClient.get(uri).statusCode()).isEqualTo(401);
    }
  }

  @Test
  void obeysReservedConcurrency() throws Exception {
    assembly.change("Function", function -> function.put("ReservedConcurrentExecutions", 0));
    try (SampleLambda sample = new SampleLambda(assembly, 5)) {
      assertThat(sample.call("plain").invocationResult())
          .isEqualTo(
              new InvocationResult.Throttled("ReservedFunctionConcurrentInvocationLimitExceeded"));
    }
  }

  @Test
  void refusesAJavaRuntimeWithoutAWrapper() {
    assembly.change(
        "Function",
        function ->
            ((ObjectNode) function.path("Environment").path("Variables"))
                .remove("AWS_LAMBDA_EXEC_WRAPPER"));
    assertThatThrownBy(() -> new SampleLambda(assembly, 1))
        .hasMessageContaining("Runtime java25 without AWS_LAMBDA_EXEC_WRAPPER");
  }

  @Test
  void refusesAWrapperThatIsNotInThePackage() {
    assembly.variable("AWS_LAMBDA_EXEC_WRAPPER", "/var/task/wrapper");
    assertThatThrownBy(() -> new SampleLambda(assembly, 1))
        .hasMessageContaining("wrapper of AWS::Lambda::Function Function (stack service)")
        .hasMessageContaining("is not an executable file");
  }

  @Test
  void refusesWhatItCannotModel() {
    assembly.change("Function", function -> function.putArray("Layers").add("arn:layer"));
    assertThatThrownBy(() -> new SampleLambda(assembly, 1))
        .hasMessageContaining("the property Layers of AWS::Lambda::Function Function");
  }

  private JsonNode environment() throws Exception {
    try (SampleLambda sample = new SampleLambda(assembly, 1)) {
      return environment(sample);
    }
  }

  private static JsonNode environment(SampleLambda sample) throws InterruptedException {
    String arn = sample.arn() + ":live";
    String answer = sample.call(arn, ResponseMode.BUFFERED, "env").text();
    String body = answer.substring(answer.lastIndexOf('\0') + 1);
    return Json.parse(body.getBytes(StandardCharsets.UTF_8)).orElseThrow();
  }
}
