package dev.streambed.cdk;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Names;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.UniqueResourceNameOptions;
import software.amazon.awscdk.services.glue.CfnDatabase;
import software.amazon.awscdk.services.glue.CfnTable;
import software.amazon.awscdk.services.s3.IBucket;
import software.constructs.Construct;

/**
 * The Glue table of the usage files for Athena and Firehose; its columns are the fields of the
 * usage line. It uses partition projection, so no crawler is needed.
 */
final class UsageCatalog extends Construct {
  /** The table's name within the database. */
  static final String TABLE = "usage_log";

  /** The Glue actions that an Athena query requires. */
  static final List<String> READ =
      List.of("glue:GetDatabase", "glue:GetPartition", "glue:GetPartitions", "glue:GetTable");

  private static final String FIRST_DAY = "2026-01-01";
  private static final int LONGEST_NAME = 60;
  private static final String HIVE = "org.apache.hadoop.hive.ql.io.parquet.";

  /** The fields of each model that was asked, where there were several. */
  private static final List<String> ATTEMPT =
      List.of(
          "model_id:string",
          "region:string",
          "input_tokens:bigint",
          "output_tokens:bigint",
          "token_count:bigint",
          "cache_read_tokens:bigint",
          "cache_write_tokens:bigint",
          "cache_write_1h_tokens:bigint",
          "usage_source:string",
          "estimate_reason:string",
          "cost_nano_usd:bigint",
          "price_version:string",
          "service_tier:string",
          "error_code:string",
          "error_cause:string",
          "error_reason:string",
          "error_message:string",
          "bedrock_request_id:string");

  private static final List<Map.Entry<String, String>> COLUMNS =
      List.of(
          Map.entry("event_type", "string"),
          Map.entry("customer_id", "string"),
          Map.entry("request_id", "string"),
          Map.entry("model_id", "string"),
          Map.entry("input_tokens", "bigint"),
          Map.entry("output_tokens", "bigint"),
          Map.entry("token_count", "bigint"),
          Map.entry("duration_ms", "bigint"),
          Map.entry("timestamp", "double"),
          Map.entry("cache_read_tokens", "bigint"),
          Map.entry("cache_write_tokens", "bigint"),
          Map.entry("cache_write_1h_tokens", "bigint"),
          Map.entry("outcome", "string"),
          Map.entry("usage_source", "string"),
          Map.entry("estimate_reason", "string"),
          Map.entry("stop_reason", "string"),
          Map.entry("transport", "string"),
          Map.entry("cost_nano_usd", "bigint"),
          Map.entry("price_version", "string"),
          Map.entry("first_piece_ms", "bigint"),
          Map.entry("pieces", "bigint"),
          Map.entry("error_code", "string"),
          Map.entry("error_cause", "string"),
          Map.entry("service_tier", "string"),
          Map.entry("error_reason", "string"),
          Map.entry("error_message", "string"),
          Map.entry("held_tokens", "bigint"),
          Map.entry("held_nano_usd", "bigint"),
          Map.entry("guardrail_action", "string"),
          Map.entry("guardrail_topic_policy_units", "bigint"),
          Map.entry("guardrail_content_policy_units", "bigint"),
          Map.entry("guardrail_content_policy_image_units", "bigint"),
          Map.entry("guardrail_word_policy_units", "bigint"),
          Map.entry("guardrail_sensitive_information_policy_units", "bigint"),
          Map.entry("guardrail_sensitive_information_policy_free_units", "bigint"),
          Map.entry("guardrail_contextual_grounding_policy_units", "bigint"),
          Map.entry("guardrail_automated_reasoning_policy_units", "bigint"),
          Map.entry("operation", "string"),
          Map.entry("dialect", "string"),
          Map.entry("bedrock_request_id", "string"),
          Map.entry("key_id", "string"),
          Map.entry("key_name", "string"),
          Map.entry("tags", "map<string,string>"),
          Map.entry("guardrail", "string"),
          Map.entry("region", "string"),
          Map.entry("attempts", "array<struct<" + String.join(",", ATTEMPT) + ">>"));

  private final CfnDatabase database;
  private final CfnTable table;

  UsageCatalog(Construct scope, String id, IBucket bucket) {
    super(scope, id);
    this.database =
        CfnDatabase.Builder.create(this, "Database")
            .catalogId(Aws.ACCOUNT_ID)
            .databaseInput(
                CfnDatabase.DatabaseInputProperty.builder()
                    .name(databaseName())
                    .description("Streambed: what customers used")
                    .build())
            .build();
    this.table = table("s3://" + bucket.getBucketName() + "/" + UsageBucket.USAGE);
  }

  CfnDatabase database() {
    return database;
  }

  CfnTable table() {
    return table;
  }

  /** Glue checks permissions for a table on all three resources. */
  List<String> arns() {
    return List.of(
        arn("catalog"),
        arn("database/" + database.getRef()),
        arn("table/" + database.getRef() + "/" + table.getRef()));
  }

  private String arn(String resource) {
    return Stack.of(this)
        .formatArn(ArnComponents.builder().service("glue").resource(resource).build());
  }

  /**
   * Glue names are lower case, and Athena's SQL would have to quote a name generated by
   * CloudFormation.
   */
  private String databaseName() {
    return Names.uniqueResourceName(
            this,
            UniqueResourceNameOptions.builder().separator("_").maxLength(LONGEST_NAME).build())
        .toLowerCase(Locale.ROOT);
  }

  private CfnTable table(String location) {
    return CfnTable.Builder.create(this, "Table")
        .catalogId(Aws.ACCOUNT_ID)
        .databaseName(database.getRef())
        .tableInput(
            CfnTable.TableInputProperty.builder()
                .name(TABLE)
                .description("One row for each request that was admitted; a line may come twice")
                .tableType("EXTERNAL_TABLE")
                .parameters(parameters(location))
                .partitionKeys(List.of(column("dt", "string")))
                .storageDescriptor(storage(location))
                .build())
        .build();
  }

  /** Sorted, because the map becomes part of the template. */
  private static Map<String, String> parameters(String location) {
    return new TreeMap<>(
        Map.of(
            "EXTERNAL", "TRUE",
            "classification", "parquet",
            "projection.enabled", "true",
            "projection.dt.type", "date",
            "projection.dt.format", "yyyy-MM-dd",
            "projection.dt.range", FIRST_DAY + ",NOW",
            "projection.dt.interval", "1",
            "projection.dt.interval.unit", "DAYS",
            "storage.location.template", location + "dt=${dt}/"));
  }

  private static CfnTable.StorageDescriptorProperty storage(String location) {
    return CfnTable.StorageDescriptorProperty.builder()
        .location(location)
        .columns(COLUMNS.stream().map(entry -> column(entry.getKey(), entry.getValue())).toList())
        .inputFormat(HIVE + "MapredParquetInputFormat")
        .outputFormat(HIVE + "MapredParquetOutputFormat")
        .serdeInfo(
            CfnTable.SerdeInfoProperty.builder()
                .serializationLibrary(HIVE + "serde.ParquetHiveSerDe")
                .build())
        .build();
  }

  private static CfnTable.ColumnProperty column(String name, String type) {
    return CfnTable.ColumnProperty.builder().name(name).type(type).build();
  }
}
