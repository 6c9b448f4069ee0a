package dev.streambed.bench.figure;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/// Everything that a run found, for machines.
///
/// @param facts where and what it was measured on, by name
/// @param findings in order
public record Report(Map<String, Object> facts, List<Finding> findings) {

  private static final int FORMAT = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  public Report {
    findings = List.copyOf(findings);
  }

  /// The figures of all findings.
  public Table table() {
    return new Table(findings);
  }

  /// Whether no experiment failed.
  public boolean isSound() {
    return findings.stream().allMatch(finding -> finding.failure().isEmpty());
  }

  /// As JSON, in lines.
  public String json() {
    ObjectNode report = JSON.createObjectNode().put("format", FORMAT);
    report.set("facts", JSON.valueToTree(facts));
    ArrayNode experiments = report.putArray("experiments");
    findings.forEach(finding -> add(experiments.addObject(), finding));
    return report.toPrettyString() + "\n";
  }

  private static void add(ObjectNode experiment, Finding finding) {
    experiment.put("name", finding.experiment()).put("pauses", finding.pauses());
    finding.absence().ifPresent(why -> experiment.put("absence", why));
    finding.failure().ifPresent(why -> experiment.put("failure", why));
    ArrayNode figures = experiment.putArray("figures");
    finding.figures().forEach(figure -> add(figures.addObject(), figure));
    ObjectNode samples = experiment.putObject("samples");
    finding.samples().forEach((name, summary) -> samples.set(name, JSON.valueToTree(summary)));
  }

  private static void add(ObjectNode json, Figure figure) {
    json.put("label", figure.label()).put("value", figure.value());
    json.put("unit", figure.unit().symbol());
    figure.target().ifPresent(most -> json.put("target", most).put("met", figure.isMet()));
  }
}
