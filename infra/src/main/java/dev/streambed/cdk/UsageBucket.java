package dev.streambed.cdk;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
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

  private final Bucket bucket;

  UsageBucket(Construct scope, String id, ReportingSettings settings) {
    super(scope, id);
    this.bucket =
        Bucket.Builder.create(this, "Bucket")
            .encryption(BucketEncryption.S3_MANAGED)
            .enforceSsl(true)
            .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
            .versioned(true)
            // Usage is evidence for bills, so the bucket is retained.
            .removalPolicy(RemovalPolicy.RETAIN)
            .lifecycleRules(List.of(everywhere(), expiring(RESULTS, DAYS_OF_RESULTS)))
            .build();
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
