package dev.streambed.cdk;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import io.github.cdklabs.cdknag.ServerlessChecks;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.Validations;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ec2.VpcAttributes;
import software.amazon.awscdk.services.sqs.Queue;

/**
 * Another team's app with cdk-nag of its own: a finding in the construct would fail its synthesis.
 */
class ConsumersNagTest {
  private static final StreambedProps WITH_WILDCARDS =
      StreambedProps.builder()
          .models(BedrockModel.of("eu.amazon.nova-lite-v1:0"))
          .allowedOrigins(SampleProps.ORIGIN)
          .function(FunctionSettings.DEFAULTS.withTracing(true))
          .build();

  private final Environment concrete =
      Environment.builder().account("123456789012").region("eu-west-1").build();

  @Test
  void isCleanWithoutAnAccount() {
    var app = app(Map.of());
    new Streambed(new Stack(app, "Sample"), "Streambed", WITH_WILDCARDS);
    assertThatNoException().isThrownBy(app::synth);
  }

  @Test
  void isCleanInAnAccountWhosePartitionIsWrittenOut() {
    var app = app(Map.of("@aws-cdk/core:enablePartitionLiterals", true));
    var stack = new Stack(app, "Sample", StackProps.builder().env(concrete).build());
    new Streambed(stack, "Streambed", WITH_WILDCARDS);
    assertThatNoException().isThrownBy(app::synth);
  }

  @Test
  void isCleanBehindCloudFront() {
    var app = app(Map.of());
    new Streambed(
        new Stack(app, "Sample"),
        "Streambed",
        WITH_WILDCARDS.toBuilder().cloudFront(CloudFrontSettings.DEFAULTS).build());
    assertThatNoException().isThrownBy(app::synth);
  }

  @Test
  void isCleanOnManagedInstances() {
    var app = app(Map.of());
    var stack = new Stack(app, "Sample");
    var network =
        Vpc.fromVpcAttributes(
            stack,
            "Vpc",
            VpcAttributes.builder()
                .vpcId("vpc-0123456789abcdef0")
                .availabilityZones(List.of("a"))
                .privateSubnetIds(List.of("subnet-0123456789abcdef0"))
                .build());
    var function = WITH_WILDCARDS.function().withManagedInstances(ManagedInstances.DEFAULTS);
    new Streambed(
        stack, "Streambed", WITH_WILDCARDS.toBuilder().vpc(network).function(function).build());
    assertThatNoException().isThrownBy(app::synth);
  }

  @Test
  void whatTheTeamAddsIsStillFound() {
    var app = app(Map.of());
    var stack = new Stack(app, "Sample");
    new Streambed(stack, "Streambed", WITH_WILDCARDS);
    Queue.Builder.create(stack, "Queue").build();
    assertThatThrownBy(app::synth).hasMessageContaining("Serverless-SQSRedrivePolicy");
  }

  private static App app(Map<String, Object> flags) {
    var context = new HashMap<>(flags);
    context.put("@aws-cdk/core:appMode", "inmemory");
    var app = new App(AppProps.builder().context(context).build());
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
    return app;
  }
}
