package dev.streambed.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.Metric;

class StreambedTest {

  @Test
  void givesOutWhatAnotherConstructNeeds() {
    var stack = new Stack(new App(), "Sample");
    var streambed = new Streambed(stack, "Streambed", SampleProps.least());
    assertThat(stack.resolve(streambed.functionUrl().orElseThrow()).toString())
        .contains("FunctionUrl");
    assertThat(stack.resolve(streambed.restUrl().orElseThrow()).toString()).contains("execute-api");
    assertThat(streambed.restApi()).isPresent();
    assertThat(stack.resolve(streambed.webSocketUrl().orElseThrow()).toString())
        .contains("wss://")
        .contains("/prod");
    assertThat(streambed.webSocketApi()).isPresent();
    assertThat(streambed.deadLetterQueue()).isPresent();
    assertThat(streambed.alias().getAliasName()).isEqualTo("live");
    assertThat(stack.resolve(streambed.logGroup().getLogGroupName())).isNotNull();
    assertThat(stack.resolve(streambed.function().getFunctionName())).isNotNull();
    assertThat(stack.resolve(streambed.tables().usage().getTableName())).isNotNull();
  }

  @Test
  void measuresTheAliasTheApisAndTheQueue() {
    var metrics =
        new Streambed(new Stack(new App(), "Sample"), "Streambed", SampleProps.least()).metrics();
    assertThat(metrics.invocations().getMetricName()).isEqualTo("Invocations");
    assertThat(metrics.errors().getMetricName()).isEqualTo("Errors");
    assertThat(metrics.throttles().getMetricName()).isEqualTo("Throttles");
    assertThat(metrics.duration().getMetricName()).isEqualTo("Duration");
    assertThat(metrics.restServerErrors().map(Metric::getMetricName)).contains("5XXError");
    var failed = metrics.webSocketExecutionErrors().orElseThrow();
    assertThat(failed.getMetricName()).isEqualTo("ExecutionError");
    assertThat(failed.getStatistic()).isEqualTo("Sum");
    assertThat(failed.getDimensions()).containsEntry("Stage", "prod").containsKey("ApiId");
    assertThat(metrics.lostAnswers().map(Metric::getMetricName))
        .contains("ApproximateNumberOfMessagesVisible");
    assertThat(metrics.concurrentAnswers().getStatistic()).isEqualTo("Maximum");
    assertThat(metrics.tableThrottles().getUsingMetrics().keySet())
        .containsExactlyInAnyOrder("limits", "usage");
  }

  @Test
  void whatWasNotChosenIsAbsent() {
    var props = SampleProps.least().toBuilder().frontDoors(FrontDoor.FUNCTION_URL).build();
    var streambed = new Streambed(new Stack(new App(), "Sample"), "Streambed", props);
    assertThat(streambed.restUrl()).isEmpty();
    assertThat(streambed.webSocketUrl()).isEmpty();
    assertThat(streambed.webSocketApi()).isEmpty();
    assertThat(streambed.deadLetterQueue()).isEmpty();
    assertThat(streambed.alarmTopic()).isEmpty();
    assertThat(streambed.metrics().webSocketExecutionErrors()).isEqualTo(Optional.empty());
    assertThat(streambed.metrics().lostAnswers()).isEqualTo(Optional.empty());
    assertThat(streambed.metrics().restServerErrors()).isEqualTo(Optional.empty());
  }

  @Test
  void twoOfThemFitIntoOneStackAndShareTheZip() {
    var template =
        Template.of(stack -> {
          new Streambed(stack, "One", SampleProps.least());
          new Streambed(stack, "Two", SampleProps.least());
        });
    assertThat(template.all("AWS::Lambda::Function"))
        .hasSize(2)
        .extracting(function -> function.text("/Code/S3Key"))
        .allMatch(template.all("AWS::Lambda::Function").getFirst().text("/Code/S3Key")::equals);
  }

  @Test
  void isTheSameBytesInEveryRun() {
    var props = SampleProps.least().toBuilder().allowedOrigins(SampleProps.ORIGIN).build();
    assertThat(SampleProps.of(props).json().toString())
        .isEqualTo(SampleProps.ONE_ORIGIN.json().toString());
  }

  @Test
  void needsNoFeatureFlagAndIsNotChangedByOne() {
    var flags =
        Map.of(
            "@aws-cdk/aws-iam:minimizePolicies", true,
            "@aws-cdk/aws-apigateway:disableCloudWatchRole", false,
            "@aws-cdk/aws-lambda:useCdkManagedLogGroup", true,
            "@aws-cdk/aws-lambda:createNewPoliciesWithAddToRolePolicy", true,
            "@aws-cdk/core:enablePartitionLiterals", true,
            "@aws-cdk/aws-dynamodb:retainTableReplica", true);
    var flagged =
        Template.of(flags, stack -> new Streambed(stack, "Streambed", SampleProps.least()));
    assertThat(
            flagged
                .resources()
                .filter(r -> !r.type().equals("AWS::IAM::Policy"))
                .map(Resource::json))
        .containsExactlyElementsOf(
            SampleProps.LEAST
                .resources()
                .filter(r -> !r.type().equals("AWS::IAM::Policy"))
                .map(Resource::json)
                .toList());
  }
}
