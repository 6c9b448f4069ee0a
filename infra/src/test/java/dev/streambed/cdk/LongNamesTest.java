package dev.streambed.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.constructs.Construct;

/** Names that AWS refuses for their length are refused only when they are deployed. */
class LongNamesTest {
  private static final int LONGEST_OF_API = 128;
  private static final int LONGEST_OF_NAMESPACE = 255;
  private static final int LONGEST_OF_DATABASE = 255;
  private static final int LONGEST_OF_WORK_GROUP = 128;

  private final Template template = template();

  @Test
  void apisHaveNamesThatApiGatewayTakesAndThatDiffer() {
    var names =
        Stream.of("AWS::ApiGateway::RestApi", "AWS::ApiGatewayV2::Api")
            .flatMap(type -> template.all(type).stream())
            .map(api -> api.text("/Name"))
            .toList();
    assertThat(names)
        .hasSize(4)
        .doesNotHaveDuplicates()
        .allSatisfy(name -> assertThat(name).hasSizeLessThanOrEqualTo(LONGEST_OF_API));
  }

  @Test
  void metricsHaveNamespacesThatCloudWatchTakesAndThatDiffer() {
    assertThat(
            template.all("AWS::Lambda::Function").stream()
                .map(f -> f.text("/Environment/Variables/STREAMBED_METRICS_NAMESPACE")))
        .hasSize(2)
        .doesNotHaveDuplicates()
        .allSatisfy(name -> assertThat(name).hasSizeLessThanOrEqualTo(LONGEST_OF_NAMESPACE));
  }

  @Test
  void reportsHaveNamesThatGlueAndAthenaTake() {
    assertThat(template.only("AWS::Glue::Database").text("/DatabaseInput/Name"))
        .hasSizeLessThanOrEqualTo(LONGEST_OF_DATABASE)
        .matches("[a-z0-9_]+");
    assertThat(template.only("AWS::Athena::WorkGroup").text("/Name"))
        .hasSizeLessThanOrEqualTo(LONGEST_OF_WORK_GROUP)
        .matches("[a-zA-Z0-9._-]+");
  }

  /** A stack's name as long as CloudFormation takes it, and a construct far down in it. */
  private static Template template() {
    var app = new App();
    var stack = new Stack(app, "Stack" + "-of-the-assistant".repeat(7));
    var below = new Construct(stack, "AConstructWithARatherLongName".repeat(4));
    var first = new Streambed(below, "TheFirstOfTwoGateways".repeat(3), SampleProps.least());
    new Streambed(below, "TheFirstOfTwoGateways".repeat(2), SampleProps.least());
    new StreambedReporting(
        below, "Reporting".repeat(5), first.logGroup(), ReportingSettings.DEFAULTS);
    assertThat(stack.getStackName()).hasSizeBetween(120, 128);
    return Template.read(Path.of(app.synth().getDirectory()), stack.getStackName());
  }
}
