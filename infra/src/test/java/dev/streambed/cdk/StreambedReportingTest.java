package dev.streambed.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.services.iam.AccountRootPrincipal;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.logs.LogGroup;

class StreambedReportingTest {
  private static final Template TEMPLATE = of(ReportingSettings.DEFAULTS);
  private static final Resource STREAM = TEMPLATE.only("AWS::KinesisFirehose::DeliveryStream");
  private static final Resource TABLE = TEMPLATE.only("AWS::Glue::Table");
  private static final Resource BUCKET = TEMPLATE.only("AWS::S3::Bucket");
  private static final String TO = "/ExtendedS3DestinationConfiguration";

  @Test
  void aKeyOfTheTeamEncryptsFilesAndResultsAndEveryoneUsesItThroughS3() {
    var key = "arn:aws:kms:eu-west-1:123456789012:key/team";
    var template =
        Template.of(stack -> {
          var settings =
              ReportingSettings.DEFAULTS.withEncryptionKey(Key.fromKeyArn(stack, "Key", key));
          new StreambedReporting(
                  stack, "Reporting", LogGroup.Builder.create(stack, "Lines").build(), settings)
              .grantQuery(
                  Role.Builder.create(stack, "Reader")
                      .assumedBy(new AccountRootPrincipal())
                      .build());
        });
    var encryption =
        "/BucketEncryption/ServerSideEncryptionConfiguration/0/ServerSideEncryptionByDefault";
    var bucket = template.only("AWS::S3::Bucket");
    assertThat(bucket.text(encryption + "/SSEAlgorithm")).isEqualTo("aws:kms");
    assertThat(bucket.text(encryption + "/KMSMasterKeyID")).isEqualTo(key);
    assertThat(
            template
                .only("AWS::Athena::WorkGroup")
                .text("/WorkGroupConfiguration/ResultConfiguration/EncryptionConfiguration/KmsKey"))
        .isEqualTo(key);
    for (String policy : List.of("Delivery", "Reader")) {
      assertThat(Permissions.of(template.named("AWS::IAM::Policy", policy)))
          .filteredOn(line -> line.contains(" kms:"))
          .containsExactlyInAnyOrder(
              "Allow kms:Decrypt "
                  + key
                  + " when kms:ViaService StringLike"
                  + " s3.<AWS::Region>.amazonaws.*",
              "Allow kms:GenerateDataKey "
                  + key
                  + " when kms:ViaService StringLike"
                  + " s3.<AWS::Region>.amazonaws.*");
    }
    assertThat(bucket.id()).isEqualTo(BUCKET.id());
  }

  @Test
  void onlyUsageLinesLeaveTheLogGroup() {
    var filter = TEMPLATE.only("AWS::Logs::SubscriptionFilter");
    assertThat(filter.text("/LogGroupName")).contains("Lines");
    assertThat(filter.text("/FilterPattern"))
        .isEqualTo(
            "{ ($.event_type = \"bedrock_invoke\") || ($.event_type = \"bedrock_stream\")"
                + " || ($.event_type = \"bedrock_error\") }");
    assertThat(filter.text("/DestinationArn")).isEqualTo("<" + STREAM.id() + ".Arn>");
    assertThat(filter.dependsOn())
        .contains(TEMPLATE.named("AWS::IAM::Policy", "Subscription").id());
  }

  @Test
  void cloudWatchLogsMayHandOnToTheOneStreamAndForThisAccountOnly() {
    assertThat(Permissions.of(TEMPLATE.named("AWS::IAM::Policy", "Subscription")))
        .containsExactlyInAnyOrder(
            "Allow firehose:PutRecord <" + STREAM.id() + ".Arn>",
            "Allow firehose:PutRecordBatch <" + STREAM.id() + ".Arn>");
    var trust = trust(TEMPLATE.named("AWS::IAM::Role", "Subscription"));
    assertThat(trust.at("/Principal/Service").textValue()).isEqualTo("logs.amazonaws.com");
    assertThat(Resource.text(trust.at("/Condition/StringLike/aws:SourceArn")))
        .isEqualTo("arn:<AWS::Partition>:logs:<AWS::Region>:<AWS::AccountId>:*");
  }

  @Test
  void linesAreTakenOutOfTheirEnvelopesWithoutAFunctionOfOurs() {
    var processing = STREAM.properties().at(TO + "/ProcessingConfiguration");
    assertThat(processing.path("Enabled").booleanValue()).isTrue();
    assertThat(processing.path("Processors").findValuesAsText("Type"))
        .containsExactly("Decompression", "CloudWatchLogProcessing");
    assertThat(processing.at("/Processors/0/Parameters/0/ParameterValue").textValue())
        .isEqualTo("GZIP");
    assertThat(processing.at("/Processors/1/Parameters/0/ParameterName").textValue())
        .isEqualTo("DataMessageExtraction");
    assertThat(TEMPLATE.all("AWS::Lambda::Function")).isEmpty();
  }

  @Test
  void theyBecomeParquetByTheSchemaOfTheTable() {
    var conversion = STREAM.properties().at(TO + "/DataFormatConversionConfiguration");
    assertThat(conversion.path("Enabled").booleanValue()).isTrue();
    assertThat(conversion.at("/InputFormatConfiguration/Deserializer").has("OpenXJsonSerDe"))
        .isTrue();
    assertThat(conversion.at("/OutputFormatConfiguration/Serializer").has("ParquetSerDe")).isTrue();
    assertThat(Resource.text(conversion.at("/SchemaConfiguration/TableName")))
        .isEqualTo("<" + TABLE.id() + ">");
    // Less is refused for a stream that converts.
    assertThat(Integer.parseInt(STREAM.text(TO + "/BufferingHints/SizeInMBs")))
        .isGreaterThanOrEqualTo(64);
  }

  @Test
  void aDayOfFilesIsWhereTheTableLooksForIt() {
    assertThat(STREAM.text(TO + "/Prefix")).isEqualTo("usage/dt=!{timestamp:yyyy-MM-dd}/");
    assertThat(STREAM.text(TO + "/ErrorOutputPrefix"))
        .isEqualTo("errors/!{firehose:error-output-type}/dt=!{timestamp:yyyy-MM-dd}/");
    var parameters = TABLE.properties().at("/TableInput/Parameters");
    assertThat(Resource.text(parameters.path("storage.location.template")))
        .isEqualTo("s3://<" + BUCKET.id() + ">/usage/dt=${dt}/");
    assertThat(parameters.path("projection.enabled").textValue()).isEqualTo("true");
    assertThat(parameters.path("projection.dt.type").textValue()).isEqualTo("date");
    assertThat(parameters.path("projection.dt.format").textValue()).isEqualTo("yyyy-MM-dd");
    assertThat(parameters.path("projection.dt.range").textValue()).isEqualTo("2026-01-01,NOW");
    assertThat(TABLE.text("/TableInput/PartitionKeys/0/Name")).isEqualTo("dt");
    assertThat(TEMPLATE.all("AWS::Glue::Crawler")).isEmpty();
  }

  @Test
  void firehoseWritesIntoTwoFoldersAndReadsOneTable() {
    var bucket = "<" + BUCKET.id() + ".Arn>";
    assertThat(Permissions.of(TEMPLATE.named("AWS::IAM::Policy", "Delivery")))
        .contains(
            "Allow s3:PutObject " + bucket + "/usage/*",
            "Allow s3:PutObject " + bucket + "/errors/*",
            "Allow s3:ListBucket " + bucket)
        .noneMatch(line -> line.contains("results/"))
        .noneMatch(line -> line.contains("Delete"))
        .noneMatch(line -> line.startsWith("Allow glue:") && !line.contains("glue:GetTable"))
        .noneMatch(line -> line.endsWith(" *"));
    assertThat(STREAM.dependsOn()).contains(TEMPLATE.named("AWS::IAM::Policy", "Delivery").id());
  }

  @Test
  void filesAreEncryptedPrivateVersionedAndReachedByTlsAlone() {
    assertThat(BUCKET.properties().findValuesAsText("SSEAlgorithm")).containsExactly("AES256");
    assertThat(BUCKET.text("/VersioningConfiguration/Status")).isEqualTo("Enabled");
    for (var block :
        List.of(
            "BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets")) {
      assertThat(BUCKET.text("/PublicAccessBlockConfiguration/" + block)).isEqualTo("true");
    }
    assertThat(Permissions.of(TEMPLATE.only("AWS::S3::BucketPolicy")))
        .allMatch(line -> line.startsWith("Deny s3:* "))
        .allMatch(line -> line.endsWith("when aws:SecureTransport Bool false"));
    assertThat(STREAM.text("/DeliveryStreamEncryptionConfigurationInput/KeyType"))
        .isEqualTo("AWS_OWNED_CMK");
  }

  @Test
  void usageOutlivesTheStackAndResultsGoAfterAMonth() {
    assertThat(BUCKET.json().path("DeletionPolicy").textValue()).isEqualTo("Retain");
    assertThat(expirations(TEMPLATE)).containsExactly("results/ 30");
  }

  @Test
  void usageGoesAfterTheTimeThatTheTeamChose() {
    assertThat(expirations(of(ReportingSettings.DEFAULTS.withRetentionDays(400))))
        .containsExactlyInAnyOrder("results/ 30", "usage/ 400", "errors/ 400");
  }

  @Test
  void theWorkgroupDecidesWhereResultsGoAndHowMuchIsRead() {
    var group = of(ReportingSettings.DEFAULTS.withScanLimitGibibytes(2));
    var configuration = group.only("AWS::Athena::WorkGroup").properties();
    assertThat(configuration.at("/WorkGroupConfiguration/EnforceWorkGroupConfiguration").asText())
        .isEqualTo("true");
    assertThat(configuration.at("/WorkGroupConfiguration/BytesScannedCutoffPerQuery").longValue())
        .isEqualTo(2L * 1024 * 1024 * 1024);
    assertThat(
            Resource.text(
                configuration.at("/WorkGroupConfiguration/ResultConfiguration/OutputLocation")))
        .endsWith("/results/");
  }

  @Test
  void everyReportIsSavedForThisMonthAndTheLast() {
    var queries = TEMPLATE.all("AWS::Athena::NamedQuery");
    assertThat(queries)
        .extracting(query -> query.text("/Name"))
        .containsExactlyInAnyOrder(
            "Usage by customer and day, this month",
            "Usage by customer and day, last month",
            "Usage by model, this month",
            "Usage by model, last month",
            "Usage by tag, this month",
            "Usage by tag, last month",
            "Top customers, this month",
            "Top customers, last month",
            "Invoice, this month",
            "Invoice, last month");
    assertThat(queries)
        .allSatisfy(query -> {
          assertThat(query.text("/QueryString")).doesNotContain("{").contains("FROM usage_log");
          assertThat(query.text("/WorkGroup"))
              .isEqualTo("<" + TEMPLATE.only("AWS::Athena::WorkGroup").id() + ">");
        });
  }

  @Test
  void namesAreTheConstructsOwnSoThatTwoFitIntoOneAccount() {
    var template =
        Template.of(stack -> {
          var lines = LogGroup.Builder.create(stack, "Lines").build();
          new StreambedReporting(stack, "One", lines, ReportingSettings.DEFAULTS);
          new StreambedReporting(stack, "Two", lines, ReportingSettings.DEFAULTS);
        });
    assertThat(template.all("AWS::Glue::Database"))
        .extracting(database -> database.text("/DatabaseInput/Name"))
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches("[a-z][a-z0-9_]{1,59}"));
    assertThat(template.all("AWS::Athena::WorkGroup"))
        .extracting(group -> group.text("/Name"))
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches("[a-zA-Z0-9._-]{1,128}"));
  }

  @Test
  void whoMayQueryReadsUsageAndWritesResultsOnly() {
    var template =
        Template.of(stack -> {
          var lines = LogGroup.Builder.create(stack, "Lines").build();
          new StreambedReporting(stack, "Reporting", lines, ReportingSettings.DEFAULTS)
              .grantQuery(
                  Role.Builder.create(stack, "Reader")
                      .assumedBy(new AccountRootPrincipal())
                      .build());
        });
    assertThat(Permissions.of(template.named("AWS::IAM::Policy", "Reader")))
        .contains("Allow s3:GetObject <" + bucketOf(template) + ".Arn>/usage/*")
        .contains("Allow s3:PutObject <" + bucketOf(template) + ".Arn>/results/*")
        .anyMatch(line -> line.startsWith("Allow athena:StartQueryExecution arn:"))
        // Drivers read results as a stream.
        .anyMatch(line -> line.startsWith("Allow athena:GetQueryResultsStream arn:"))
        .anyMatch(line -> line.startsWith("Allow glue:GetTable arn:"))
        .filteredOn(line -> line.contains("/usage/*"))
        .hasSize(1);
  }

  private static Template of(ReportingSettings settings) {
    return Template.of(stack ->
        new StreambedReporting(
            stack, "Reporting", LogGroup.Builder.create(stack, "Lines").build(), settings));
  }

  private static String bucketOf(Template template) {
    return template.only("AWS::S3::Bucket").id();
  }

  private static JsonNode trust(Resource role) {
    return role.properties().at("/AssumeRolePolicyDocument/Statement/0");
  }

  private static List<String> expirations(Template template) {
    var rules = template.only("AWS::S3::Bucket").properties().at("/LifecycleConfiguration/Rules");
    return StreamSupport.stream(rules.spliterator(), false)
        .filter(rule -> rule.has("ExpirationInDays"))
        .map(rule -> rule.path("Prefix").asText() + " " + rule.path("ExpirationInDays").asText())
        .toList();
  }
}
