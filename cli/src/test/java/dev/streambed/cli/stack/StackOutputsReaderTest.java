package dev.streambed.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.streambed.cli.domain.CliException;
import dev.streambed.cli.fixture.FakeAws;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

@SuppressWarnings("NullAway.Init") // set before each test
class StackOutputsReaderTest {

  private FakeAws cloudFormation;

  @BeforeEach
  void start() throws Exception {
    cloudFormation = new FakeAws();
  }

  @AfterEach
  void stop() {
    cloudFormation.close();
  }

  @Test
  void readsTheOutputsOfAStack() {
    cloudFormation.describes("CustomersTableName", "c-1", "Odd", "a &lt; b");
    assertThat(outputs().read("A", List.of("my-data")))
        .isEqualTo(Map.of("CustomersTableName", "c-1", "Odd", "a < b"));
    assertThat(cloudFormation.requests())
        .singleElement()
        .asString()
        .contains("Credential=AKIDEXAMPLE/", "/eu-west-1/cloudformation/aws4_request")
        .endsWith(" Action=DescribeStacks&Version=2010-05-15&StackName=my-data");
  }

  @Test
  void saysThatThereIsNoSuchStack() {
    cloudFormation.refuses(400, "ValidationError", "Stack with id my-data does not exist");
    assertThat(failure().code()).isEqualTo(CliException.Code.STACK);
    assertThat(failure().sentence()).startsWith("there is no stack my-data in eu-west-1");
  }

  @Test
  void readsTheOneStackOfADeploymentWithoutCdk() {
    cloudFormation
        .refuses(400, "ValidationError", "Stack with id my-data does not exist")
        .describes("A", "1");
    assertThat(outputs().read("A", List.of("my-data", "my"))).isEqualTo(Map.of("A", "1"));
    assertThat(cloudFormation.requests().getLast()).endsWith("&StackName=my");
  }

  @Test
  void readsItAlsoWhereARoleMayDescribeNoOther() {
    cloudFormation.refuses(403, "AccessDenied", "not authorized").describes("A", "1");
    assertThat(outputs().read("A", List.of("my-data", "my"))).isEqualTo(Map.of("A", "1"));
  }

  @Test
  void refusesTwoDeploymentsOfOneName() {
    cloudFormation.describes("A", "1");
    assertThatExceptionOfType(CliException.class)
        .isThrownBy(() -> outputs().read("A", List.of("my-data", "my")))
        .withMessageContaining("the stacks my-data and my: give the ARN of one as --stack");
    assertThat(outputs().read("B", List.of("my-data", "my")))
        .as("neither is Streambed's")
        .isEqualTo(Map.of("A", "1"));
  }

  @Test
  void saysThatThereIsNeither() {
    cloudFormation.refuses(400, "ValidationError", "Stack does not exist");
    assertThatExceptionOfType(CliException.class)
        .isThrownBy(() -> outputs().read("A", List.of("my-data", "my")))
        .withMessageContaining("no stack my-data, nor my in eu-west-1");
  }

  @Test
  void saysThatItIsNotAllowedRatherThanThatThereIsNone() {
    cloudFormation
        .refuses(403, "AccessDenied", "not authorized")
        .refuses(400, "ValidationError", "Stack with id my does not exist");
    assertThatExceptionOfType(CliException.class)
        .isThrownBy(() -> outputs().read("A", List.of("my-data", "my")))
        .withMessageContaining("cloudformation:DescribeStacks");
  }

  @Test
  void namesTheActionThatIsNotAllowedAndNothingElse() {
    cloudFormation.refuses(
        403, "AccessDenied", "User: arn:aws:iam::123456789012:user/me is not authorized");
    assertThat(failure().sentence())
        .isEqualTo("AWS does not allow you this: your role lacks cloudformation:DescribeStacks");
  }

  @Test
  void asksAgainWhileItIsBusy() {
    cloudFormation
        .refuses(400, "Throttling", "Rate exceeded")
        .refuses(503, "ServiceUnavailable", "")
        .describes("A", "1");
    assertThat(outputs().read("A", List.of("my-data"))).isEqualTo(Map.of("A", "1"));
    assertThat(cloudFormation.requests()).hasSize(3);
  }

  @Test
  void givesUpInTheEnd() {
    cloudFormation.refuses(400, "Throttling", "Rate exceeded");
    assertThat(failure().sentence()).isEqualTo("CloudFormation is busy (Throttling): try again");
  }

  @Test
  void survivesWhatIsNotXml() {
    cloudFormation.says(200, "a login page of some proxy");
    assertThat(failure().code()).isEqualTo(CliException.Code.AWS);
    cloudFormation.says(200, "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><a>&e;</a>");
    assertThat(failure().sentence()).doesNotContain("root:");
  }

  @ParameterizedTest
  @CsvSource({
    "eu-west-1, amazonaws.com",
    "cn-north-1, amazonaws.com.cn",
    "us-gov-west-1, amazonaws.com",
    "eusc-de-east-1, amazonaws.eu",
    "eu-nowhere-9, amazonaws.com"
  })
  void knowsWhereCloudFormationIs(String region, String suffix) {
    assertThat(
            SignedPost.endpoint(
                SignedPost.Service.CLOUD_FORMATION, Region.of(region), Optional.empty()))
        .isEqualTo(URI.create("https://cloudformation." + region + "." + suffix));
  }

  private CliException failure() {
    return assertThatExceptionOfType(CliException.class)
        .isThrownBy(() -> outputs().read("A", List.of("my-data")))
        .actual();
  }

  private StackOutputsReader outputs() {
    return new StackOutputsReader(
        new SignedPost(
            UrlConnectionHttpClient.create(),
            AwsBasicCredentials.create("AKIDEXAMPLE", "secret"),
            Region.EU_WEST_1,
            _ -> cloudFormation.uri()));
  }
}
