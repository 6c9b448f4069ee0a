package dev.streambed.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.local.SampleAssembly;
import dev.streambed.local.domain.Arns;
import dev.streambed.local.domain.LocalStackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeploymentTest {

  private static final Arns PLACE = Arns.of("eu-central-1", "111122223333");

  @TempDir private Path folder;
  private SampleAssembly assembly;

  @BeforeEach
  void synthesize() {
    assembly = SampleAssembly.in(folder);
  }

  @Test
  void bringsOneStacksExportsToAnother() {
    Deployment deployment = read();
    Resource table = deployment.resources("AWS::DynamoDB::GlobalTable").getFirst();
    Resource function = deployment.resources("AWS::Lambda::Function").getFirst();
    assertThat(
            function
                .property("Environment")
                .path("Variables")
                .path("STREAMBED_CUSTOMERS_TABLE")
                .asText())
        .isEqualTo(table.ref())
        .startsWith("data-Customers-");
    Resource policy = deployment.resources("AWS::IAM::Policy").getFirst();
    assertThat(policy.property("PolicyDocument").toString())
        .contains("arn:aws:dynamodb:eu-central-1:111122223333:table/" + table.ref());
  }

  @Test
  void namesThingsAsCloudFormationAndTheServicesDo() {
    Deployment deployment = read();
    Resource function = deployment.resources("AWS::Lambda::Function").getFirst();
    String name = function.ref();
    String arn = "arn:aws:lambda:eu-central-1:111122223333:function:" + name;
    assertThat(name).matches("service-Function-[A-Z0-9]{12}").hasSizeLessThanOrEqualTo(64);
    assertThat(function.attribute("Arn")).isEqualTo(arn);
    assertThat(deployment.resources("AWS::Lambda::Version").getFirst().ref()).isEqualTo(arn + ":1");
    assertThat(deployment.resources("AWS::Lambda::Alias").getFirst().ref())
        .isEqualTo(arn + ":live");
    assertThat(deployment.resources("AWS::Lambda::EventInvokeConfig").getFirst().text("Qualifier"))
        .isEqualTo("live");
    assertThat(deployment.resources("AWS::ApiGateway::RestApi").getFirst().ref())
        .matches("[a-z0-9]{10}");
    assertThat(deployment.outputs().get("FunctionUrl"))
        .matches("https://[a-z0-9]{32}\\.lambda-url\\.eu-central-1\\.on\\.aws/");
    assertThat(deployment.outputs().get("RestUrl"))
        .matches("https://[a-z0-9]{10}\\.execute-api\\.eu-central-1\\.amazonaws\\.com/prod/");
  }

  @Test
  void givesTheSameNamesAtEveryStart() {
    assertThat(read().outputs()).isEqualTo(read().outputs());
  }

  @Test
  void keepsTheEnvironmentThatAStackFixes() throws IOException {
    Path manifest = folder.resolve("manifest.json");
    String fixed =
        Files.readString(manifest)
            .replace("unknown-account", "999988887777")
            .replace("unknown-region", "cn-north-1");
    Files.writeString(manifest, fixed);
    assertThat(read().arns()).isEqualTo(new Arns("aws-cn", "cn-north-1", "999988887777"));
    assertThat(read().outputs().get("RestUrl")).contains(".amazonaws.com.cn/");
  }

  @Test
  void refusesStacksInSeveralRegions() throws IOException {
    Path manifest = folder.resolve("manifest.json");
    String apart = Files.readString(manifest).replaceFirst("unknown-region", "us-west-2");
    Files.writeString(manifest, apart);
    assertThatThrownBy(this::read)
        .hasMessageContaining("a deployment in several accounts or regions");
  }

  @Test
  void leavesOutWhatAConditionSwitchesOff() {
    assembly.edit(
        "service",
        template -> {
          template
              .putObject("Conditions")
              .putObject("Never")
              .putArray("Fn::Equals")
              .add("a")
              .add("b");
          ((ObjectNode) template.path("Resources").path("Url")).put("Condition", "Never");
          ((ObjectNode) template.path("Outputs").path("FunctionUrl")).put("Condition", "Never");
        });
    assertThat(read().resources("AWS::Lambda::Url")).isEmpty();
    assertThat(read().outputs()).doesNotContainKey("FunctionUrl").containsKey("RestUrl");
  }

  @Test
  void ignoresWhatHasNoEffectAtRunTime() {
    add("Meta", "AWS::CDK::Metadata");
    add("Board", "AWS::CloudWatch::Dashboard");
    assertThat(read().resources("AWS::CDK::Metadata")).isEmpty();
  }

  @Test
  void refusesAResourceThatItCannotBringUpByTypeAndName() {
    add("Mail", "AWS::SES::EmailIdentity");
    assertThatThrownBy(this::read)
        .isInstanceOf(LocalStackException.class)
        .hasMessage(
            "the resource type of AWS::SES::EmailIdentity Mail (stack service)"
                + " is not supported by the local stack");
  }

  @Test
  void refusesAnAttributeThatItDoesNotKnow() {
    assembly.edit(
        "service",
        template ->
            ((ObjectNode) template.path("Outputs"))
                .putObject("Odd")
                .putObject("Value")
                .putArray("Fn::GetAtt")
                .add("Function")
                .add("SnapStartResponse"));
    assertThatThrownBy(this::read)
        .hasMessageContaining("the attribute SnapStartResponse of AWS::Lambda::Function Function");
  }

  @Test
  void namesWhatIsReferredToAndNotDeclared() {
    assembly.without("Logs");
    assertThatThrownBy(this::read)
        .hasMessage("stack service refers to Logs, which it does not declare");
  }

  @Test
  void namesAnExportThatNobodyMakes() {
    assembly.edit(
        "data", template -> ((ObjectNode) template.path("Outputs")).remove("ExportLimitsArn"));
    assertThatThrownBy(this::read).hasMessage("no stack exports data:LimitsArn");
  }

  @Test
  void refusesParametersWithoutAValue() {
    assembly.edit(
        "service",
        template -> {
          ((ObjectNode) template.path("Parameters")).putObject("Size").put("Type", "Number");
          ((ObjectNode) template.path("Outputs"))
              .putObject("Odd")
              .putObject("Value")
              .put("Ref", "Size");
        });
    assertThatThrownBy(this::read).hasMessage("the parameter Size of stack service has no default");
  }

  @Test
  void saysHowToGetACloudAssembly() {
    Path empty = folder.resolve("nothing");
    assertThatThrownBy(() -> Deployment.read(empty, PLACE))
        .hasMessage(
            empty + " holds no cloud assembly: run ./streambed synth, or name another folder");
  }

  @Test
  void saysHowToGetAMissingAsset() throws IOException {
    Deployment deployment = read();
    assertThat(deployment.asset("function.zip")).exists();
    Files.delete(folder.resolve("asset.function.zip"));
    assertThatThrownBy(() -> deployment.asset("function.zip"))
        .hasMessage("the asset function.zip is missing: synthesize again with ./streambed synth");
  }

  @Test
  void refusesAPropertyThatARoomDoesNotKnow() {
    Resource function = read().resources("AWS::Lambda::Function").getFirst();
    assertThatThrownBy(() -> function.only("Handler"))
        .hasMessageContaining("the property Architectures of AWS::Lambda::Function Function");
  }

  private void add(String logicalId, String type) {
    assembly.edit(
        "service",
        template ->
            ((ObjectNode) template.path("Resources")).putObject(logicalId).put("Type", type));
  }

  private Deployment read() {
    return Deployment.read(folder, PLACE);
  }
}
