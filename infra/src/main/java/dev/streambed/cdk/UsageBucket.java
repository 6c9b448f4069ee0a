package dev.streambed.cdk;

import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.constructs.Construct;

/** The bucket with usage files, lines that could not be delivered, and query results. */
final class UsageBucket extends Construct {
  /** One prefix per day: {@code dt=2026-11-21}. */
  static final String USAGE = "usage/";

  /** Lines that Firehose could not read, unchanged. */
  static final String ERRORS = "errors/";

  /** Athena's results, which expire; copy those that are needed longer. */
  static final String RESULTS = "results/";

  private static final int DAYS_OF_RESULTS = 30;
  private static final int DAYS_OF_OLD_VERSIONS = 30;
  private static final int DAYS_OF_UNFINISHED_UPLOADS = 7;

  /** A large file is written in parts, for which S3 also decrypts. */
  private static final List<String> TO_WRITE = List.of("kms:Decrypt", "kms:GenerateDataKey");

  private final Optional<IKey> encryptionKey;
  private final Bucket bucket;

  UsageBucket(Construct scope, String id, ReportingSettings settings) {
    super(scope, id);
    this.encryptionKey = settings.encryptionKey();
    var builder =
        Bucket.Builder.create(this, "Bucket")
            .enforceSsl(true)
            .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
            .versioned(true)
            // Usage is evidence for bills, so the bucket is retained, in a trial as well:
            // CloudFormation deletes no bucket that has files, and nobody gets the permission to
            // delete them all.
            .removalPolicy(RemovalPolicy.RETAIN)
            .lifecycleRules(List.of(everywhere(), expiring(RESULTS, DAYS_OF_RESULTS)));
    this.bucket = encrypted(builder).build();
    settings
        .retentionDays()
        .ifPresent(days ->
            List.of(USAGE, ERRORS)
                .forEach(prefix -> bucket.addLifecycleRule(expiring(prefix, days))));
    NagAcknowledgment.accept(
        bucket,
        "AwsSolutions-S1",
        "Who reads it is in the account's CloudTrail, where the team has chosen data events");
  }

  Bucket bucket() {
    return bucket;
  }

  /** The key that files are encrypted with; absent if it is S3's own. */
  Optional<IKey> encryptionKey() {
    return encryptionKey;
  }

  /** What somebody who writes files may do with the key; absent if it is S3's own. */
  Optional<PolicyStatement> keyToWrite() {
    return encryptionKey.map(key ->
        PolicyStatement.Builder.create()
            .actions(TO_WRITE)
            .resources(List.of(key.getKeyArn()))
            .conditions(ViaService.of(Stack.of(this).getRegion(), "s3"))
            .build());
  }

  private Bucket.Builder encrypted(Bucket.Builder builder) {
    return encryptionKey
        // Without a bucket key, S3 asks KMS for every file.
        .map(key ->
            builder.encryption(BucketEncryption.KMS).encryptionKey(key).bucketKeyEnabled(true))
        .orElseGet(() -> builder.encryption(BucketEncryption.S3_MANAGED));
  }

  private static LifecycleRule everywhere() {
    return LifecycleRule.builder()
        .noncurrentVersionExpiration(Duration.days(DAYS_OF_OLD_VERSIONS))
        .abortIncompleteMultipartUploadAfter(Duration.days(DAYS_OF_UNFINISHED_UPLOADS))
        .build();
  }

  private static LifecycleRule expiring(String prefix, int days) {
    return LifecycleRule.builder().prefix(prefix).expiration(Duration.days(days)).build();
  }
}
