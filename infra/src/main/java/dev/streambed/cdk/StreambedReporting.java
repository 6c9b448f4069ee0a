package dev.streambed.cdk;

import java.util.List;
import software.amazon.awscdk.services.iam.Grant;
import software.amazon.awscdk.services.iam.GrantOnPrincipalOptions;
import software.amazon.awscdk.services.iam.IGrantable;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.s3.Bucket;
import software.constructs.Construct;

/**
 * Reports of what customers used: usage lines go from the function's log group through Firehose
 * into a bucket, as Parquet, and are read with Athena. Nothing of the gateway runs on that way.
 *
 * <p>Lines arrive within a quarter of an hour. A line may be delivered twice; the saved queries
 * count it once. Costs are those of the time of the request: a month that was rated again is in the
 * table {@code usage} alone.
 */
public final class StreambedReporting extends Construct {
  private final UsageBucket bucket;
  private final UsageCatalog catalog;
  private final UsageQueries queries;

  /**
   * Makes the way and the reports below the scope.
   *
   * @param logGroup where the function writes; it can have two subscriptions at most
   */
  public StreambedReporting(
      Construct scope, String id, ILogGroup logGroup, ReportingSettings settings) {
    super(scope, id);
    this.bucket = new UsageBucket(this, "Files", settings);
    this.catalog = new UsageCatalog(this, "Catalog", bucket.bucket());
    this.queries = new UsageQueries(this, "Queries", bucket, catalog, settings);
    var delivery = new UsageDelivery(this, "Delivery", bucket, catalog);
    new UsageSubscription(this, "Subscription", logGroup, delivery);
  }

  /** Where usage lies as files: {@code usage/dt=2026-11-21/} and what could not be delivered. */
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
   * Lets a program run queries in the workgroup and read their results. Nobody writes usage. People
   * in Athena's console need actions beside these that list what an account has.
   */
  public Grant grantQuery(IGrantable reader) {
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
