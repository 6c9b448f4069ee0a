package dev.streambed.cdk;

import java.util.Optional;
import java.util.OptionalInt;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.lambda.LoggingFormat;

/**
 * Settings of {@link StreambedReporting}.
 *
 * @param retentionDays how long usage is kept; if absent, indefinitely, because invoices may be
 *     disputed
 * @param scanLimitGibibytes how much one query may read before Athena cancels it; the data read is
 *     billed
 * @param encryptionKey a customer-managed key for the bucket; if absent, S3 encrypts it with its
 *     own
 * @param loggingFormat {@link FunctionSettings#loggingFormat} of the function whose lines are
 *     reported
 */
public record ReportingSettings(
    OptionalInt retentionDays,
    int scanLimitGibibytes,
    Optional<IKey> encryptionKey,
    LoggingFormat loggingFormat) {
  /**
   * Costs about half a dollar. A line takes about a hundred bytes in Parquet, so this covers a
   * month of some hundred million requests.
   */
  public static final int DEFAULT_SCAN_LIMIT_GIBIBYTES = 100;

  /** The defaults of every component. */
  public static final ReportingSettings DEFAULTS =
      new ReportingSettings(
          OptionalInt.empty(), DEFAULT_SCAN_LIMIT_GIBIBYTES, Optional.empty(), LoggingFormat.TEXT);

  /** Last month's invoice is created from it. */
  private static final int FEWEST_DAYS = 70;

  private static final int MOST_DAYS = 36_500;

  /** Refuses a retention too short for last month's invoice. */
  public ReportingSettings {
    retentionDays.ifPresent(
        days -> PropsCheck.between("retentionDays", days, FEWEST_DAYS, MOST_DAYS));
    PropsCheck.between("scanLimitGibibytes", scanLimitGibibytes, 1, 1024 * 1024);
  }

  /** The same settings with another retention in days. */
  public ReportingSettings withRetentionDays(int days) {
    return new ReportingSettings(
        OptionalInt.of(days), scanLimitGibibytes, encryptionKey, loggingFormat);
  }

  /** The same settings with another scan limit per query. */
  public ReportingSettings withScanLimitGibibytes(int gibibytes) {
    return new ReportingSettings(retentionDays, gibibytes, encryptionKey, loggingFormat);
  }

  /** The same settings with a key for the bucket. */
  public ReportingSettings withEncryptionKey(IKey key) {
    return new ReportingSettings(
        retentionDays, scanLimitGibibytes, Optional.of(key), loggingFormat);
  }

  /** The same settings for lines of a function with another log format. */
  public ReportingSettings withLoggingFormat(LoggingFormat format) {
    return new ReportingSettings(retentionDays, scanLimitGibibytes, encryptionKey, format);
  }
}
