package dev.streambed.e2e.product;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.local.domain.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// The reports of an assembly, with DuckDB in place of Firehose and Athena: lines become Parquet
/// files by the schema of the template's table, and its saved queries run unchanged.
///
/// The functions specific to Athena are defined in DuckDB; the rest is common to both dialects. Not
/// thread-safe.
public final class DuckDbReports implements AutoCloseable {

  private static final Pattern QUOTED = Pattern.compile("\"([a-z_]+)\"");
  private static final String STRUCTS = "array<struct<";
  private static final Map<String, String> TYPES =
      Map.of(
          "string", "VARCHAR",
          "bigint", "BIGINT",
          "double", "DOUBLE",
          "map<string,string>", "MAP(VARCHAR, VARCHAR)");

  private final JsonNode template;
  private final Path folder;
  private final Connection duckDb;
  private int files;

  /// @param assembly a cloud assembly with reports
  /// @param folder an empty folder for the files
  public DuckDbReports(Path assembly, Path folder) throws SQLException {
    this.template = Json.read(assembly.resolve("streambed-reporting.template.json"));
    this.folder = folder;
    this.duckDb = DriverManager.getConnection("jdbc:duckdb:");
    run("SET TimeZone = 'UTC'");
    run("CREATE MACRO from_unixtime(s) AS epoch_ms(CAST(round(s * 1000) AS BIGINT))");
    // DuckDB's own returns a list.
    run("CREATE MACRO element_at(entries, name) AS entries[name]");
    run("CREATE MACRO cardinality(list) AS len(list)");
    run("CREATE MACRO sequence(first, last) AS generate_series(first, last)");
  }

  /// The day on which a query runs, which determines the current month.
  public LocalDate today() throws SQLException {
    return LocalDate.parse(
        String.valueOf(rows("SELECT CAST(current_date AS VARCHAR) AS day").getFirst().get("day")));
  }

  /// The fields that have a column, with their types.
  public Map<String, String> columns() {
    Map<String, String> columns = new LinkedHashMap<>();
    for (JsonNode column : only("AWS::Glue::Table").findValue("Columns")) {
      columns.put(column.path("Name").asText(), column.path("Type").asText());
    }
    return columns;
  }

  /// The lines that the subscription filter lets through.
  public List<JsonNode> subscribed(List<JsonNode> lines) {
    String pattern = only("AWS::Logs::SubscriptionFilter").findValue("FilterPattern").asText();
    List<String> words = QUOTED.matcher(pattern).results().map(DuckDbReports::word).toList();
    return lines.stream().filter(line -> words.contains(line.path("event_type").asText())).toList();
  }

  /// Delivers lines in one file.
  ///
  /// @param day when the oldest of them arrived
  public void deliver(LocalDate day, List<JsonNode> lines) throws IOException, SQLException {
    Path json = folder.resolve(files + ".json");
    Files.writeString(
        json, lines.stream().map(JsonNode::toString).collect(Collectors.joining("\n")));
    Path target = Files.createDirectories(folder.resolve("usage").resolve("dt=" + day));
    run(
        "COPY (SELECT %s FROM read_json('%s', format = 'newline_delimited', columns = {%s}))"
                .formatted(selection(), json, schema())
            + " TO '%s' (FORMAT parquet)".formatted(target.resolve(files++ + ".parquet")));
  }

  /// Runs a saved query.
  ///
  /// @param name its name in Athena
  public List<Map<String, String>> saved(String name) throws SQLException {
    return ask(text(name));
  }

  /// Runs a saved query of this month for another one, changed as `docs/operations.md` says.
  public List<Map<String, String>> saved(String name, LocalDate firstDay) throws SQLException {
    return ask(text(name).replace("date_trunc('month', current_date)", "DATE '" + firstDay + "'"));
  }

  private List<Map<String, String>> ask(String sql) throws SQLException {
    run(
        "CREATE OR REPLACE VIEW usage_log AS SELECT * FROM read_parquet('%s/usage/*/*.parquet'"
                .formatted(folder)
            + ", hive_partitioning = true, hive_types = {'dt': VARCHAR})");
    return rows(sql);
  }

  private String text(String name) {
    return all("AWS::Athena::NamedQuery").stream()
        .filter(query -> query.path("Name").asText().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no saved query " + name))
        .path("QueryString")
        .asText();
  }

  @Override
  public void close() throws SQLException {
    duckDb.close();
  }

  private String selection() {
    return columns().keySet().stream()
        .map(column -> "\"%s\" AS \"%s\"".formatted(field(column), column))
        .collect(Collectors.joining(", "));
  }

  private String schema() {
    return columns().entrySet().stream()
        .map(column -> "'%s': '%s'".formatted(field(column.getKey()), type(column.getValue())))
        .collect(Collectors.joining(", "));
  }

  // Firehose reads a column from the field of its name, unless it is told another.
  private String field(String column) {
    return only("AWS::KinesisFirehose::DeliveryStream")
        .findPath("ColumnToJsonKeyMappings")
        .path(column)
        .asText(column);
  }

  // A list of structs is one of the types above in each of its fields.
  private static String type(String glue) {
    if (!glue.startsWith(STRUCTS)) {
      return TYPES.getOrDefault(glue, "");
    }
    String fields = glue.substring(STRUCTS.length(), glue.length() - ">>".length());
    return Stream.of(fields.split(","))
        .map(field -> field.split(":"))
        .map(field -> field[0] + " " + TYPES.get(field[1]))
        .collect(Collectors.joining(", ", "STRUCT(", ")[]"));
  }

  private JsonNode only(String type) {
    List<JsonNode> found = all(type);
    if (found.size() != 1) {
      throw new AssertionError(type + " is there " + found.size() + " times");
    }
    return found.getFirst();
  }

  private List<JsonNode> all(String type) {
    return StreamSupport.stream(template.path("Resources").spliterator(), false)
        .filter(resource -> resource.path("Type").asText().equals(type))
        .map(resource -> resource.path("Properties"))
        .toList();
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = duckDb.createStatement()) {
      statement.execute(sql);
    }
  }

  private List<Map<String, String>> rows(String sql) throws SQLException {
    List<Map<String, String>> rows = new ArrayList<>();
    try (Statement statement = duckDb.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        Map<String, String> row = new LinkedHashMap<>();
        for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
          row.put(
              result.getMetaData().getColumnLabel(column),
              String.valueOf(result.getObject(column)));
        }
        rows.add(row);
      }
    }
    return rows;
  }

  private static String word(MatchResult match) {
    return match.group(1);
  }
}
