package dev.streambed.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.iam.AccountRootPrincipal;
import software.amazon.awscdk.services.iam.Role;

/** The construct as CDK's own are used: builder, grants, metrics, import. */
class StreambedBuilderTest {
  private static final String ALIAS = "arn:aws:lambda:eu-west-1:123456789012:function:gateway:live";

  private static final StreambedAttributes DEPLOYED =
      new StreambedAttributes(
          GatewayTableNames.of("customers", "keys", "limits", "usage", "sessions", "prices"),
          ALIAS,
          "gateway-logs");

  @Test
  void theBuilderMakesTheSameAsTheProperties() {
    var built =
        Template.of(stack ->
            Streambed.Builder.create(stack, "Streambed")
                .models(BedrockModel.of(SampleProps.MODEL))
                .frontDoors(FrontDoor.values())
                .build());
    assertThat(built.json()).isEqualTo(SampleProps.LEAST.json());
  }

  @Test
  void cdksDurationsAreTaken() {
    var template =
        Template.of(stack ->
            Streambed.Builder.create(stack, "Streambed")
                .models(BedrockModel.of(SampleProps.MODEL))
                .sweepInterval(Duration.minutes(7))
                .fallbackAfter(Duration.seconds(9))
                .function(
                    FunctionSettings.DEFAULTS
                        .withTimeout(Duration.minutes(2))
                        .withDrain(Duration.seconds(8)))
                .build());
    var function = template.only("AWS::Lambda::Function");
    assertThat(template.only("AWS::Events::Rule").text("/ScheduleExpression"))
        .isEqualTo("rate(7 minutes)");
    assertThat(function.text("/Timeout")).isEqualTo("120");
    assertThat(function.text("/Environment/Variables/STREAMBED_DRAIN_SECONDS")).isEqualTo("8");
    assertThat(function.text("/Environment/Variables/STREAMBED_FALLBACK_AFTER_SECONDS"))
        .isEqualTo("9");
  }

  @Test
  void grantsTheAliasAloneAndWhatTheTablesGrant() {
    var template =
        Template.of(stack -> {
          var streambed = new Streambed(stack, "Streambed", SampleProps.least());
          var role =
              Role.Builder.create(stack, "Caller").assumedBy(new AccountRootPrincipal()).build();
          streambed.grantInvoke(role);
          streambed.grantReadUsage(role);
          streambed.grantManagePrices(role);
          streambed.grantManageCustomers(role);
        });
    var alias = template.named("AWS::Lambda::Alias", "LiveAlias").id();
    assertThat(Permissions.of(template.named("AWS::IAM::Policy", "CallerDefaultPolicy")))
        .contains("Allow lambda:InvokeFunction <" + alias + ">")
        .anyMatch(line -> line.startsWith("Allow dynamodb:Query <StreambedTablesUsage"))
        .anyMatch(line -> line.startsWith("Allow dynamodb:PutItem <StreambedTablesPrices"))
        .anyMatch(line -> line.startsWith("Allow dynamodb:PutItem <StreambedTablesCustomers"))
        .filteredOn(line -> line.contains(" lambda:"))
        .hasSize(1);
  }

  @Test
  void metricsTakeCdksOptions() {
    var streambed = new Streambed(new Stack(new App(), "Sample"), "S", SampleProps.least());
    var options = MetricOptions.builder().period(Duration.minutes(1)).label("mine").build();
    assertThat(streambed.metricInvocations(options).getMetricName()).isEqualTo("Invocations");
    assertThat(streambed.metricErrors(options).getMetricName()).isEqualTo("Errors");
    assertThat(streambed.metricThrottles(options).getMetricName()).isEqualTo("Throttles");
    var duration = streambed.metricDuration(options);
    assertThat(duration.getMetricName()).isEqualTo("Duration");
    assertThat(duration.getLabel()).isEqualTo("mine");
    assertThat(duration.getPeriod().toSeconds()).isEqualTo(60);
    assertThat(streambed.metric("ConcurrentExecutions", options).getDimensions())
        .containsKey("Resource");
  }

  @Test
  void aDeployedOneIsImportedForItsGrants() {
    var template =
        Template.inRegion(stack -> {
          IStreambed deployed = Streambed.fromStreambedAttributes(stack, "Deployed", DEPLOYED);
          var role =
              Role.Builder.create(stack, "Caller").assumedBy(new AccountRootPrincipal()).build();
          deployed.grantInvoke(role);
          deployed.grantReadUsage(role);
          deployed.logGroup().grantRead(role);
        });
    assertThat(template.resources().map(Resource::type))
        .containsExactlyInAnyOrder("AWS::IAM::Role", "AWS::IAM::Policy");
    assertThat(Permissions.of(template.only("AWS::IAM::Policy")))
        .contains("Allow lambda:InvokeFunction " + ALIAS)
        .contains(
            "Allow dynamodb:Query"
                + " arn:<AWS::Partition>:dynamodb:eu-west-1:123456789012:table/usage")
        .anyMatch(line -> line.contains("log-group:gateway-logs"));
  }
}
