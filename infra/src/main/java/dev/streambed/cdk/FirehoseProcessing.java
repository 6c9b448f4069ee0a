package dev.streambed.cdk;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.kinesisfirehose.CfnDeliveryStream;
import software.amazon.awscdk.services.lambda.LoggingFormat;

/** The steps by which Firehose converts a record of CloudWatch Logs into rows of a table. */
final class FirehoseProcessing {
  private FirehoseProcessing() {}

  /** CloudWatch Logs sends compressed envelopes of several lines each; this extracts the lines. */
  static CfnDeliveryStream.ProcessingConfigurationProperty lines() {
    return CfnDeliveryStream.ProcessingConfigurationProperty.builder()
        .enabled(true)
        .processors(
            List.of(
                processor("Decompression", "CompressionFormat", "GZIP"),
                processor("CloudWatchLogProcessing", "DataMessageExtraction", "true")))
        .build();
  }

  /** A field becomes the column of the same name; fields without a column are dropped. */
  static CfnDeliveryStream.DataFormatConversionConfigurationProperty toParquet(
      UsageCatalog catalog, Role role, LoggingFormat loggingFormat) {
    return CfnDeliveryStream.DataFormatConversionConfigurationProperty.builder()
        .enabled(true)
        .inputFormatConfiguration(
            CfnDeliveryStream.InputFormatConfigurationProperty.builder()
                .deserializer(
                    CfnDeliveryStream.DeserializerProperty.builder()
                        .openXJsonSerDe(reader(loggingFormat))
                        .build())
                .build())
        .outputFormatConfiguration(
            CfnDeliveryStream.OutputFormatConfigurationProperty.builder()
                .serializer(
                    CfnDeliveryStream.SerializerProperty.builder()
                        .parquetSerDe(
                            CfnDeliveryStream.ParquetSerDeProperty.builder()
                                .compression("SNAPPY")
                                .build())
                        .build())
                .build())
        .schemaConfiguration(
            CfnDeliveryStream.SchemaConfigurationProperty.builder()
                .catalogId(Aws.ACCOUNT_ID)
                .region(Aws.REGION)
                .databaseName(catalog.database().getRef())
                .tableName(catalog.table().getRef())
                .versionId("LATEST")
                .roleArn(role.getRoleArn())
                .build())
        .build();
  }

  /** In the format JSON, the line's `timestamp` is a text for Lambda. */
  private static CfnDeliveryStream.OpenXJsonSerDeProperty reader(LoggingFormat loggingFormat) {
    var reader = CfnDeliveryStream.OpenXJsonSerDeProperty.builder().caseInsensitive(true);
    if (loggingFormat == LoggingFormat.JSON) {
      reader.columnToJsonKeyMappings(Map.of("timestamp", "admitted_at"));
    }
    return reader.build();
  }

  private static CfnDeliveryStream.ProcessorProperty processor(
      String type, String parameter, String value) {
    return CfnDeliveryStream.ProcessorProperty.builder()
        .type(type)
        .parameters(
            List.of(
                CfnDeliveryStream.ProcessorParameterProperty.builder()
                    .parameterName(parameter)
                    .parameterValue(value)
                    .build()))
        .build();
  }
}
