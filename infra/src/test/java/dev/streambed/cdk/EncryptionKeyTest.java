package dev.streambed.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.kms.Key;

/** A customer-managed key for everything that the construct creates. */
class EncryptionKeyTest {
  private static final String GIVEN = "arn:aws:kms:eu-west-1:123456789012:key/given";

  private static final Template ENCRYPTED =
      Template.inRegion(stack ->
          new Streambed(stack, "Streambed", with(Key.Builder.create(stack, "Key").build())));

  private static final Resource KEY = ENCRYPTED.only("AWS::KMS::Key");
  private static final String ARN = "<" + KEY.id() + ".Arn>";

  @ParameterizedTest
  @CsvSource({
    "AWS::Logs::LogGroup, /KmsKeyId, 3",
    "AWS::SQS::Queue, /KmsMasterKeyId, 1",
    "AWS::SNS::Topic, /KmsMasterKeyId, 2",
    "AWS::DynamoDB::GlobalTable, /Replicas/0/SSESpecification/KMSMasterKeyId, 6",
  })
  void encryptsWhatTheConstructCreates(String type, String property, int count) {
    assertThat(ENCRYPTED.all(type))
        .hasSize(count)
        .allSatisfy(resource -> assertThat(resource.text(property)).isEqualTo(ARN));
  }

  @Test
  void theFunctionMayUseItForTablesTopicsAndTheQueue() {
    var policy = Permissions.of(ENCRYPTED.named("AWS::IAM::Policy", "RoleDefaultPolicy"));
    var dynamoDb = " " + ARN + " when kms:ViaService StringLike dynamodb.eu-west-1.amazonaws.*";
    var sns = " " + ARN + " when kms:ViaService StringLike sns.eu-west-1.amazonaws.*";
    var sqs = sns.replace("sns", "sqs");
    assertThat(policy.stream().filter(line -> line.startsWith("Allow kms:")).distinct())
        .containsExactlyInAnyOrder(
            "Allow kms:Decrypt" + sqs,
            "Allow kms:GenerateDataKey" + sqs,
            "Allow kms:Decrypt" + sns,
            "Allow kms:GenerateDataKey" + sns,
            "Allow kms:Decrypt" + dynamoDb,
            "Allow kms:DescribeKey" + dynamoDb,
            "Allow kms:Encrypt" + dynamoDb,
            "Allow kms:GenerateDataKey" + dynamoDb,
            "Allow kms:GenerateDataKeyWithoutPlaintext" + dynamoDb,
            "Allow kms:ReEncryptFrom" + dynamoDb,
            "Allow kms:ReEncryptTo" + dynamoDb);
  }

  /** Otherwise it could decrypt whatever else of the account the key encrypts. */
  @Test
  void nobodyButAServiceUsesItForTheFunction() {
    assertThat(ENCRYPTED.all("AWS::IAM::Policy"))
        .flatExtracting(Permissions::of)
        .filteredOn(line -> line.contains(" kms:"))
        .isNotEmpty()
        .allMatch(line -> line.contains(" when kms:ViaService StringLike "));
  }

  @Test
  void servicesMayUseItForThisAccountOnly() {
    assertThat(grants("logs.eu-west-1.<AWS::URLSuffix>"))
        .hasSize(5)
        .contains(
            "Allow kms:Decrypt * when kms:EncryptionContext:aws:logs:arn ArnLike"
                + " arn:<AWS::Partition>:logs:eu-west-1:123456789012:log-group:*");
    assertThat(grants("sns.amazonaws.com"))
        .containsExactly(
            "Allow kms:Decrypt * when aws:SourceAccount StringEquals <AWS::AccountId>",
            "Allow kms:GenerateDataKey * when aws:SourceAccount StringEquals <AWS::AccountId>");
    assertThat(grants("cloudwatch.amazonaws.com"))
        .hasSize(2)
        .allMatch(line -> line.contains(":cloudwatch:eu-west-1:123456789012:alarm:*"));
  }

  @Test
  void saysWhatThePolicyOfAKeyOfAnotherAppMustAllow() {
    var warnings =
        Findings.of(
            "aws:cdk:warning",
            stack -> new Streambed(stack, "Streambed", with(Key.fromKeyArn(stack, "K", GIVEN))));
    assertThat(warnings)
        .filteredOn(warning -> warning.contains("streambed:encryptionKeyPolicy"))
        .anyMatch(
            warning -> warning.contains("must allow CloudWatch Logs kms:Encrypt, kms:Decrypt"))
        .anyMatch(warning -> warning.contains("sns.amazonaws.com kms:Decrypt, kms:GenerateDataKey"))
        .anyMatch(warning -> warning.contains("cloudwatch.amazonaws.com kms:Decrypt"));
  }

  @Test
  void refusesAKeyOfAnotherRegion() {
    var elsewhere = GIVEN.replace("eu-west-1", "us-east-1");
    var errors =
        Findings.of(
            "aws:cdk:error",
            stack -> new Streambed(stack, "S", with(Key.fromKeyArn(stack, "K", elsewhere))));
    assertThat(errors).singleElement().asString().contains("eu-west-1, not " + elsewhere);
  }

  @Test
  void tablesNeedAStackWhoseRegionIsKnown() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            Template.of(stack ->
                new Streambed(stack, "Streambed", with(Key.Builder.create(stack, "K").build()))))
        .withMessageStartingWith("encryptionKey: CDK writes a table with a key only into a stack");
  }

  private static List<String> grants(String service) {
    return Resource.elements(KEY.properties().at("/KeyPolicy/Statement")).stream()
        .filter(statement -> service(statement).equals(service))
        .flatMap(Permissions::lines)
        .toList();
  }

  private static String service(JsonNode statement) {
    return Resource.text(statement.at("/Principal/Service"));
  }

  private static StreambedProps with(IKey key) {
    return SampleProps.least().toBuilder()
        .encryptionKey(key)
        .observability(Observability.DEFAULTS.withAlarms(true))
        .build();
  }
}
