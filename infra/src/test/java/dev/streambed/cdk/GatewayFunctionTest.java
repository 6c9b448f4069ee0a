package dev.streambed.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.logs.RetentionDays;

class GatewayFunctionTest {
  private static final Resource FUNCTION = SampleProps.LEAST.only("AWS::Lambda::Function");
  private static final Resource ALIAS = SampleProps.LEAST.named("AWS::Lambda::Alias", "LiveAlias");

  @Test
  void runsTheGatewayOnJava25ThroughItsWrapper() {
    assertThat(FUNCTION.text("/Runtime")).isEqualTo("java25");
    assertThat(FUNCTION.text("/Handler")).isEqualTo("dev.streambed.gateway.Main");
    assertThat(FUNCTION.text("/Environment/Variables/AWS_LAMBDA_EXEC_WRAPPER"))
        .isEqualTo("/var/task/bootstrap");
    assertThat(FUNCTION.text("/PackageType")).isIn("", "Zip");
  }

  @Test
  void runsFor15MinutesOnArmWith512Mebibytes() {
    assertThat(FUNCTION.texts("/Architectures")).containsExactly("arm64");
    assertThat(FUNCTION.text("/MemorySize")).isEqualTo("512");
    assertThat(FUNCTION.text("/Timeout")).isEqualTo("900");
  }

  @Test
  void staysOutOfNetworksAndLimitsUnlessAsked() {
    assertThat(FUNCTION.properties().has("VpcConfig")).isFalse();
    assertThat(FUNCTION.properties().has("ReservedConcurrentExecutions")).isFalse();
    assertThat(FUNCTION.properties().has("TracingConfig")).isFalse();
    assertThat(FUNCTION.properties().has("SnapStart")).isFalse();
  }

  @Test
  void stopsAnswersThatCallThemselves() {
    assertThat(FUNCTION.text("/RecursiveLoop")).isEqualTo("Terminate");
  }

  @Test
  void logsItsLinesAsTheyAreIntoItsOwnGroup() throws Exception {
    var group = SampleProps.LEAST.named("AWS::Logs::LogGroup", "Gateway");
    assertThat(FUNCTION.properties().at("/LoggingConfig"))
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {"LogFormat": "Text", "LogGroup": {"Ref": "%s"}}
                    """
                        .formatted(group.id())));
    assertThat(group.text("/RetentionInDays")).isEqualTo("90");
    assertThat(group.json().path("DeletionPolicy").textValue()).isEqualTo("Retain");
  }

  @Test
  void callersComeInThroughTheAliasOfTheNewestVersion() {
    var version = SampleProps.LEAST.only("AWS::Lambda::Version");
    assertThat(ALIAS.text("/Name")).isEqualTo("live");
    assertThat(ALIAS.text("/FunctionVersion")).isEqualTo("<" + version.id() + ".Version>");
  }

  @Test
  void aVersionOutlivesTheDeploymentThatReplacesIt() {
    assertThat(
            SampleProps.LEAST
                .only("AWS::Lambda::Version")
                .json()
                .path("DeletionPolicy")
                .textValue())
        .isEqualTo("Retain");
  }

  @Test
  void aFailedAsynchronousAnswerIsNeverRepeated() {
    var config = SampleProps.LEAST.named("AWS::Lambda::EventInvokeConfig", "LiveAlias");
    assertThat(config.text("/MaximumRetryAttempts")).isEqualTo("0");
    assertThat(config.text("/Qualifier")).contains(ALIAS.id());
  }

  @Test
  void withoutAWebSocketNobodyLearnsOfFailuresAndThereIsStillNoRepeating() {
    var template =
        SampleProps.of(
            SampleProps.least().toBuilder()
                .frontDoors(FrontDoor.FUNCTION_URL, FrontDoor.REST_API)
                .build());
    var config = template.only("AWS::Lambda::EventInvokeConfig");
    assertThat(config.text("/MaximumRetryAttempts")).isEqualTo("0");
    assertThat(config.properties().has("DestinationConfig")).isFalse();
    assertThat(template.all("AWS::SQS::Queue")).isEmpty();
    assertThat(template.all("AWS::SNS::Topic")).isEmpty();
    assertThat(template.all("AWS::Lambda::Alias")).hasSize(1);
  }

  @Test
  void everyChoiceReachesTheFunction() {
    var template =
        SampleProps.of(
            SampleProps.least().toBuilder()
                .function(
                    FunctionSettings.DEFAULTS
                        .withMemoryMebibytes(1024)
                        .withArchitecture(Architecture.X86_64)
                        .withTimeout(Duration.ofSeconds(60))
                        .withReservedConcurrency(7)
                        .withTracing(true)
                        .withDrain(Duration.ZERO))
                .defaultLimits(DefaultLimits.OF_THE_FUNCTION.withRequestsPerDay(50))
                .logRetention(RetentionDays.ONE_WEEK)
                .build());
    var function = template.only("AWS::Lambda::Function");
    assertThat(function.text("/MemorySize")).isEqualTo("1024");
    assertThat(function.texts("/Architectures")).containsExactly("x86_64");
    assertThat(function.text("/Timeout")).isEqualTo("60");
    assertThat(function.text("/ReservedConcurrentExecutions")).isEqualTo("7");
    assertThat(function.text("/TracingConfig/Mode")).isEqualTo("Active");
    assertThat(function.text("/Environment/Variables/STREAMBED_DRAIN_SECONDS")).isEqualTo("0");
    assertThat(function.text("/Environment/Variables/STREAMBED_REQUESTS_PER_DAY")).isEqualTo("50");
    assertThat(template.all("AWS::Logs::LogGroup"))
        .allSatisfy(group -> assertThat(group.text("/RetentionInDays")).isEqualTo("7"));
  }
}
