package dev.streambed.cli.smoke;

import dev.streambed.cli.console.JsonFields;
import dev.streambed.cli.console.PlainText;
import dev.streambed.cli.domain.FrontDoorUrls;
import dev.streambed.gateway.json.JsonObject;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What a run found.
///
/// @param at its end
public record SmokeReport(
    Instant at, FrontDoorUrls urls, String model, CostLimit costLimit, List<Finding> findings) {

  public SmokeReport {
    findings = List.copyOf(findings);
    model = PlainText.sanitize(model);
  }

  /// Whether each answer that had to report the customer's limits has reported none.
  public boolean missesAllLimits() {
    List<Finding> limits =
        findings.stream()
            .filter(finding -> finding.expected().startsWith(HttpChecks.LIMIT_HEADER))
            .toList();
    return !limits.isEmpty()
        && limits.stream().allMatch(finding -> finding.verdict() == Finding.Verdict.DEVIATION);
  }

  public boolean hasDeviations() {
    return count(Finding.Verdict.DEVIATION) > 0;
  }

  /// For people, in one line.
  public String summary() {
    return "%d as expected, %d deviations, %d noted, %d not checked"
        .formatted(
            count(Finding.Verdict.OK),
            count(Finding.Verdict.DEVIATION),
            count(Finding.Verdict.NOTED),
            count(Finding.Verdict.NOT_CHECKED));
  }

  private long count(Finding.Verdict verdict) {
    return findings.stream().filter(each -> each.verdict() == verdict).count();
  }

  /// A document to keep: what deviates first, then what answers open questions, then the rest.
  public String markdown() {
    List<String> lines = new ArrayList<>();
    lines.add("# Smoke test of " + urls.function().or(urls::rest).map(URI::toString).orElse(""));
    lines.add("");
    lines.add("%s, model %s, %s.".formatted(at, cell(model), costLimit.sentence()));
    lines.add("");
    lines.add(summary() + ".");
    section("Deviations", Finding.Verdict.DEVIATION, lines);
    section("Noted", Finding.Verdict.NOTED, lines);
    section("Not checked", Finding.Verdict.NOT_CHECKED, lines);
    section("As expected", Finding.Verdict.OK, lines);
    return String.join("\n", lines) + "\n";
  }

  private void section(String title, Finding.Verdict verdict, List<String> lines) {
    List<Finding> those = findings.stream().filter(each -> each.verdict() == verdict).toList();
    if (those.isEmpty()) {
      return;
    }
    lines.addAll(List.of("", "## " + title, ""));
    lines.add("| time | front door | check | expected | seen |");
    lines.add("|---|---|---|---|---|");
    for (Finding each : those) {
      lines.add(
          "| %s | %s | %s | %s | %s |"
              .formatted(
                  each.at(),
                  each.frontDoor().label(),
                  cell(each.check()),
                  cell(each.expected()),
                  cell(each.seen())));
    }
  }

  // What a gateway says must not become markup of the report.
  private static String cell(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replaceAll("([\\\\`*_\\[\\]|!])", "\\\\$1");
  }

  /// The same for programs.
  public JsonObject json() {
    return new JsonFields()
        .text("at", at.toString())
        .text("function_url", urls.function().map(URI::toString))
        .text("rest_url", urls.rest().map(URI::toString))
        .text("websocket_url", urls.webSocket().map(URI::toString))
        .text("model", model)
        .number("max_requests", costLimit.requests())
        .number("max_output_tokens", costLimit.outputTokens())
        .text("max_usd", costLimit.usd().map(BigDecimal::toPlainString))
        .number("deviations", count(Finding.Verdict.DEVIATION))
        .array("findings", findings.stream().map(SmokeReport::json).toList())
        .build();
  }

  private static JsonObject json(Finding finding) {
    return new JsonFields()
        .text("front_door", finding.frontDoor().name().toLowerCase(Locale.ROOT))
        .text("check", finding.check())
        .text("verdict", finding.verdict().name().toLowerCase(Locale.ROOT))
        .text("expected", finding.expected())
        .text("seen", finding.seen())
        .text("at", finding.at().toString())
        .build();
  }
}
