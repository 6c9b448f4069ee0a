package dev.streambed.cdk;

import java.util.List;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Names;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.UniqueResourceNameOptions;
import software.amazon.awscdk.services.athena.CfnNamedQuery;
import software.amazon.awscdk.services.athena.CfnWorkGroup;
import software.constructs.Construct;

/**
 * The Athena workgroup, which sets the location of results and the scan limit, and the saved
 * queries.
 */
final class UsageQueries extends Construct {
  /** The actions on the workgroup that a reader needs. */
  static final List<String> ACTIONS =
      List.of(
          "athena:BatchGetNamedQuery",
          "athena:BatchGetQueryExecution",
          "athena:GetNamedQuery",
          "athena:GetQueryExecution",
          "athena:GetQueryResults",
          "athena:GetQueryResultsStream",
          "athena:GetWorkGroup",
          "athena:ListNamedQueries",
          "athena:ListQueryExecutions",
          "athena:StartQueryExecution",
          "athena:StopQueryExecution");

  private static final int LONGEST_NAME = 100;
  private static final long GIBIBYTE = 1L << 30;

  private final UsageBucket bucket;
  private final CfnWorkGroup workGroup;

  UsageQueries(
      Construct scope,
      String id,
      UsageBucket bucket,
      UsageCatalog catalog,
      ReportingSettings settings) {
    super(scope, id);
    this.bucket = bucket;
    this.workGroup =
        CfnWorkGroup.Builder.create(this, "WorkGroup")
            .name(name())
            .description("Streambed: reports of what customers used")
            // It contains only the saved queries, which the template recreates.
            .recursiveDeleteOption(true)
            .workGroupConfiguration(configuration(settings))
            .build();
    AthenaNamedQuery.all().forEach(query -> save(query, catalog));
  }

  CfnWorkGroup workGroup() {
    return workGroup;
  }

  List<String> arn() {
    return List.of(
        Stack.of(this)
            .formatArn(
                ArnComponents.builder()
                    .service("athena")
                    .resource("workgroup")
                    .resourceName(workGroup.getRef())
                    .build()));
  }

  /**
   * Athena requires a name; this one is unique to the construct, so that an account can have
   * several.
   */
  private String name() {
    return Names.uniqueResourceName(
        this, UniqueResourceNameOptions.builder().separator("-").maxLength(LONGEST_NAME).build());
  }

  private CfnWorkGroup.WorkGroupConfigurationProperty configuration(ReportingSettings settings) {
    return CfnWorkGroup.WorkGroupConfigurationProperty.builder()
        .enforceWorkGroupConfiguration(true)
        .publishCloudWatchMetricsEnabled(true)
        .bytesScannedCutoffPerQuery(settings.scanLimitGibibytes() * GIBIBYTE)
        .engineVersion(
            CfnWorkGroup.EngineVersionProperty.builder()
                .selectedEngineVersion("Athena engine version 3")
                .build())
        .resultConfiguration(
            CfnWorkGroup.ResultConfigurationProperty.builder()
                .outputLocation(bucket.bucket().s3UrlForObject(UsageBucket.RESULTS))
                .encryptionConfiguration(encryption())
                .build())
        .build();
  }

  private CfnWorkGroup.EncryptionConfigurationProperty encryption() {
    return bucket
        .encryptionKey()
        .map(key ->
            CfnWorkGroup.EncryptionConfigurationProperty.builder()
                .encryptionOption("SSE_KMS")
                .kmsKey(key.getKeyArn())
                .build())
        .orElseGet(() ->
            CfnWorkGroup.EncryptionConfigurationProperty.builder()
                .encryptionOption("SSE_S3")
                .build());
  }

  private void save(AthenaNamedQuery query, UsageCatalog catalog) {
    CfnNamedQuery.Builder.create(this, query.id())
        .name(query.name())
        .description(query.description())
        .database(catalog.database().getRef())
        .workGroup(workGroup.getRef())
        .queryString(query.sql())
        .build();
  }
}
