package dev.streambed.cdk;

import java.util.List;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.iam.Policy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kinesisfirehose.CfnDeliveryStream;
import software.constructs.Construct;

/**
 * Firehose: takes lines from CloudWatch Logs and writes them as Parquet. What it cannot read lies
 * as it came beside the usage.
 */
final class UsageDelivery extends Construct {
  /** As large and as late as Firehose allows: few files are cheap to keep and quick to read. */
  private static final int BUFFER_MEBIBYTES = 128;

  private static final int BUFFER_SECONDS = 900;

  /** The day on which the oldest line of a file arrived, in UTC. */
  private static final String DAY = "dt=!{timestamp:yyyy-MM-dd}/";

  private final UsageBucket bucket;
  private final UsageCatalog catalog;
  private final DeliveryErrorLog failures;
  private final CfnDeliveryStream stream;

  UsageDelivery(Construct scope, String id, UsageBucket bucket, UsageCatalog catalog) {
    super(scope, id);
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
    // Firehose reads the table when the stream is made.
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
        .dataFormatConversionConfiguration(FirehoseProcessing.toParquet(catalog, role))
        .build();
  }
}
