package dev.streambed.cdk;

import java.util.OptionalInt;

/**
 * How a {@link StreambedReporting} keeps and reads what it is told.
 *
 * @param retentionDays how long usage is kept; absent: for ever, as invoices may be disputed
 * @param scanLimitGibibytes how much one query may read before Athena ends it, and bills it
 */
public record ReportingSettings(OptionalInt retentionDays, int scanLimitGibibytes) {
  /**
   * About half a dollar. A line is some hundred bytes in Parquet, so it is a month of some hundred
   * million requests.
   */
  public static final int DEFAULT_SCAN_LIMIT_GIBIBYTES = 100;

  /** The defaults of every component. */
  public static final ReportingSettings DEFAULTS =
      new ReportingSettings(OptionalInt.empty(), DEFAULT_SCAN_LIMIT_GIBIBYTES);

  /** The last month's invoice is made from it. */
  private static final int FEWEST_DAYS = 70;

  private static final int MOST_DAYS = 36_500;

  /** Refuses a retention that could not make last month's invoice. */
  public ReportingSettings {
    retentionDays.ifPresent(
        days -> PropsCheck.between("retentionDays", days, FEWEST_DAYS, MOST_DAYS));
    PropsCheck.between("scanLimitGibibytes", scanLimitGibibytes, 1, 1024 * 1024);
  }

  /** The same settings, and usage is deleted after so many days. */
  public ReportingSettings withRetentionDays(int days) {
    return new ReportingSettings(OptionalInt.of(days), scanLimitGibibytes);
  }

  /** The same settings with another limit of what one query may read. */
  public ReportingSettings withScanLimitGibibytes(int gibibytes) {
    return new ReportingSettings(retentionDays, gibibytes);
  }
}
