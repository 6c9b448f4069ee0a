package dev.streambed.cdk;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * One saved query: a report over one month.
 *
 * @param id the construct id
 * @param name its name in Athena
 * @param description the meaning of its rows
 * @param sql its SQL, for Athena engine version 3
 */
record AthenaNamedQuery(String id, String name, String description, String sql) {
  private static final String FOLDER = "/dev/streambed/cdk/reports/";

  /** Constant at planning time, so that Athena reads only the days that it needs. */
  private enum Month {
    THIS("this month", "date_trunc('month', current_date)"),
    LAST("last month", "CAST(date_trunc('month', current_date) - INTERVAL '1' MONTH AS date)");

    private final String words;
    private final String firstDay;

    Month(String words, String firstDay) {
      this.words = words;
      this.firstDay = firstDay;
    }
  }

  private enum Report {
    CUSTOMER_DAY(
        "customer-day", "Usage by customer and day", "One row: a customer on a day (UTC)."),
    MODEL("model", "Usage by model", "One row: a model, by cost."),
    TAG("tag", "Usage by tag", "One row: a value of a tag, or the requests without the tag."),
    TOP_CUSTOMERS("top-customers", "Top customers", "One row: a customer, the 20 dearest."),
    INVOICE(
        "invoice", "Invoice", "One row: a customer's use of a model; and a row of all its models.");

    private final String file;
    private final String title;
    private final String description;

    Report(String file, String title, String description) {
      this.file = file;
      this.title = title;
      this.description = description;
    }
  }

  /** Every report, for this month and for the last month. */
  static List<AthenaNamedQuery> all() {
    return Stream.of(Report.values())
        .flatMap(report -> Stream.of(Month.values()).map(month -> of(report, month)))
        .toList();
  }

  private static AthenaNamedQuery of(Report report, Month month) {
    var sql = text("month-usage") + text(report.file);
    return new AthenaNamedQuery(
        report.name() + "_" + month.name(),
        report.title + ", " + month.words,
        report.description,
        sql.replace("{sums}", text("sums").stripTrailing())
            .replace("{more_columns}", report == Report.TAG ? ",\n    tags" : "")
            .replace("{first_day}", month.firstDay));
  }

  private static String text(String file) {
    var name = FOLDER + file + ".sql";
    try (InputStream sql = AthenaNamedQuery.class.getResourceAsStream(name)) {
      if (sql == null) {
        throw new IllegalStateException("this jar lacks " + name);
      }
      return new String(sql.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
