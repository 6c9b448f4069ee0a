package dev.streambed.cdk;

import java.util.List;
import software.amazon.awscdk.services.iam.Grant;
import software.amazon.awscdk.services.iam.GrantOnPrincipalOptions;
import software.amazon.awscdk.services.iam.IGrantable;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.s3.Bucket;
import software.constructs.Construct;

/**
 * Reports of customers' usage. Firehose delivers the usage lines of the function's log group to a
 * bucket as Parquet, and Athena queries them. No code of the gateway is involved.
 *
 * <p>Lines arrive within 15 minutes. A line may be delivered twice; the saved queries count it
 * once. Costs are those at the time of the request: a month that was rated again is only in the
 * table {@code usage}.
 */
public final class StreambedReporting extends Construct {
  private final UsageBucket bucket;
  private final UsageCatalog catalog;
  private final UsageQueries queries;

  /**
   * Creates the delivery and the reports.
   *
   * @param logGroup the function's log group; it can have at most two subscriptions
   * @param settings with the log format of the function
   */
  public StreambedReporting(
      Construct scope, String id, ILogGroup logGroup, ReportingSettings settings) {
    super(scope, id);
    this.bucket = new UsageBucket(this, "Files", settings);
    this.catalog = new UsageCatalog(this, "Catalog", bucket.bucket());
    this.queries = new UsageQueries(this, "Queries", bucket, catalog, settings);
    var delivery = new UsageDelivery(this, "Delivery", bucket, catalog, settings.loggingFormat());
    new UsageSubscription(this, "Subscription", logGroup, delivery);
  }

  /**
   * The bucket with the usage files, {@code usage/dt=2026-11-21/}, and the lines that could not be
   * delivered.
   */
  public Bucket bucket() {
    return bucket.bucket();
  }

  /** The name of the Glue database; its table is {@code usage_log}. */
  public String databaseName() {
    return catalog.database().getRef();
  }

  /** The name of the Athena workgroup with the saved queries. */
  public String workGroupName() {
    return queries.workGroup().getRef();
  }

  /**
   * Allows a program to run queries in the workgroup and to read their results, not to write usage.
   * Users of Athena's console also need actions that list the account's resources.
   */
  public Grant grantQuery(IGrantable reader) {
    bucket.keyToWrite().ifPresent(key -> reader.getGrantPrincipal().addToPrincipalPolicy(key));
    return grant(reader, queries.arn(), UsageQueries.ACTIONS)
        .combine(grant(reader, catalog.arns(), UsageCatalog.READ))
        .combine(
            grant(
                reader,
                List.of(bucket.bucket().getBucketArn()),
                List.of("s3:GetBucketLocation", "s3:ListBucket")))
        .combine(grant(reader, List.of(objects(UsageBucket.USAGE)), List.of("s3:GetObject")))
        .combine(
            grant(
                reader,
                List.of(objects(UsageBucket.RESULTS)),
                List.of("s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject")));
  }

  private String objects(String folder) {
    return bucket.bucket().arnForObjects(folder + "*");
  }

  private static Grant grant(IGrantable reader, List<String> resources, List<String> actions) {
    return Grant.addToPrincipal(
        GrantOnPrincipalOptions.builder()
            .grantee(reader)
            .actions(actions)
            .resourceArns(resources)
            .build());
  }
}
