package dev.streambed.cdk;

import java.util.List;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.iam.Policy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kinesisfirehose.CfnDeliveryStream;
import software.amazon.awscdk.services.lambda.LoggingFormat;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.LogStream;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/**
 * The Firehose stream that receives lines from CloudWatch Logs and writes them as Parquet. Lines
 * that it cannot read are stored unchanged under a separate prefix.
 */
final class UsageDelivery extends Construct {
  /** The maximum that Firehose allows: few files are cheap to store and fast to read. */
  private static final int BUFFER_MEBIBYTES = 128;

  private static final int BUFFER_SECONDS = 900;

  /** The day on which the oldest line of a file arrived, in UTC. */
  private static final String DAY = "dt=!{timestamp:yyyy-MM-dd}/";

  private final UsageBucket bucket;
  private final UsageCatalog catalog;
  private final DeliveryErrorLog failures;
  private final LoggingFormat loggingFormat;
  private final CfnDeliveryStream stream;

  UsageDelivery(
      Construct scope,
      String id,
      UsageBucket bucket,
      UsageCatalog catalog,
      LoggingFormat loggingFormat) {
    super(scope, id);
    this.loggingFormat = loggingFormat;
    this.bucket = bucket;
    this.catalog = catalog;
    this.failures = new DeliveryErrorLog(this, "Failures");
    var role =
        Role.Builder.create(this, "Role")
            .assumedBy(new ServicePrincipal("firehose.amazonaws.com"))
            .description("Streambed: writes usage into its bucket, by the schema of its table")
            .build();
    this.stream =
        CfnDeliveryStream.Builder.create(this, "Stream")
            .deliveryStreamType("DirectPut")
            .deliveryStreamEncryptionConfigurationInput(
                CfnDeliveryStream.DeliveryStreamEncryptionConfigurationInputProperty.builder()
                    .keyType("AWS_OWNED_CMK")
                    .build())
            .extendedS3DestinationConfiguration(destination(role))
            .build();
    // Firehose reads the table when the stream is created.
    stream.getNode().addDependency(policy(role));
  }

  CfnDeliveryStream stream() {
    return stream;
  }

  private Policy policy(Role role) {
    var usage = bucket.bucket().arnForObjects(UsageBucket.USAGE + "*");
    var errors = bucket.bucket().arnForObjects(UsageBucket.ERRORS + "*");
    var policy =
        Policy.Builder.create(this, "Policy")
            .roles(List.<IRole>of(role))
            .statements(
                List.of(
                    allow(
                        List.of(usage, errors),
                        "s3:AbortMultipartUpload",
                        "s3:GetObject",
                        "s3:PutObject"),
                    allow(
                        List.of(bucket.bucket().getBucketArn()),
                        "s3:GetBucketLocation",
                        "s3:ListBucket",
                        "s3:ListBucketMultipartUploads"),
                    allow(
                        catalog.arns(),
                        "glue:GetTable",
                        "glue:GetTableVersion",
                        "glue:GetTableVersions"),
                    failures.permission()))
            .build();
    bucket.keyToWrite().ifPresent(policy::addStatements);
    var reason = "Firehose makes up the names of the files that it writes into this folder";
    NagAcknowledgment.acceptWildcard(policy, usage, reason);
    NagAcknowledgment.acceptWildcard(policy, errors, reason);
    return policy;
  }

  private static PolicyStatement allow(List<String> resources, String... actions) {
    return PolicyStatement.Builder.create().actions(List.of(actions)).resources(resources).build();
  }

  private CfnDeliveryStream.ExtendedS3DestinationConfigurationProperty destination(Role role) {
    return CfnDeliveryStream.ExtendedS3DestinationConfigurationProperty.builder()
        .bucketArn(bucket.bucket().getBucketArn())
        .roleArn(role.getRoleArn())
        .prefix(UsageBucket.USAGE + DAY)
        .errorOutputPrefix(UsageBucket.ERRORS + "!{firehose:error-output-type}/" + DAY)
        .bufferingHints(
            CfnDeliveryStream.BufferingHintsProperty.builder()
                .sizeInMBs(BUFFER_MEBIBYTES)
                .intervalInSeconds(BUFFER_SECONDS)
                .build())
        .cloudWatchLoggingOptions(failures.options())
        .processingConfiguration(FirehoseProcessing.lines())
        .dataFormatConversionConfiguration(
            FirehoseProcessing.toParquet(catalog, role, loggingFormat))
        .build();
  }

  /** The log in which Firehose reports delivery errors. */
  private static final class DeliveryErrorLog extends Construct {
    private final LogGroup group;
    private final LogStream stream;

    DeliveryErrorLog(Construct scope, String id) {
      super(scope, id);
      this.group =
          LogGroup.Builder.create(this, "Logs")
              .retention(RetentionDays.THREE_MONTHS)
              .removalPolicy(RemovalPolicy.DESTROY)
              .build();
      this.stream =
          LogStream.Builder.create(this, "Stream")
              .logGroup(group)
              .removalPolicy(RemovalPolicy.DESTROY)
              .build();
    }

    CfnDeliveryStream.CloudWatchLoggingOptionsProperty options() {
      return CfnDeliveryStream.CloudWatchLoggingOptionsProperty.builder()
          .enabled(true)
          .logGroupName(group.getLogGroupName())
          .logStreamName(stream.getLogStreamName())
          .build();
    }

    PolicyStatement permission() {
      return PolicyStatement.Builder.create()
          .actions(List.of("logs:PutLogEvents"))
          .resources(List.of(group.getLogGroupArn()))
          .build();
    }
  }
}
