package dev.streambed.bench.figure;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/// All results of a run, in machine-readable form.
///
/// @param facts facts about the machine and the package, by name
/// @param findings in order
public record Report(Map<String, Object> facts, List<ExperimentResult> findings) {

  private static final int FORMAT = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  public Report {
    findings = List.copyOf(findings);
  }

  /// The table of all results.
  public ResultTable table() {
    return new ResultTable(findings);
  }

  /// Whether no experiment failed.
  public boolean isSound() {
    return findings.stream().allMatch(experimentResult -> experimentResult.failure().isEmpty());
  }

  /// As indented JSON.
  public String json() {
    ObjectNode report = JSON.createObjectNode().put("format", FORMAT);
    report.set("facts", JSON.valueToTree(facts));
    ArrayNode experiments = report.putArray("experiments");
    findings.forEach(experimentResult -> add(experiments.addObject(), experimentResult));
    return report.toPrettyString() + "\n";
  }

  private static void add(ObjectNode experiment, ExperimentResult experimentResult) {
    experiment.put("name", experimentResult.experiment()).put("pauses", experimentResult.pauses());
    experimentResult.absence().ifPresent(why -> experiment.put("absence", why));
    experimentResult.failure().ifPresent(why -> experiment.put("failure", why));
    ArrayNode figures = experiment.putArray("figures");
    experimentResult.figures().forEach(figure -> add(figures.addObject(), figure));
    experimentResult
        .comparison()
        .ifPresent(ratios -> experiment.set("comparison", JSON.valueToTree(ratios)));
    ObjectNode samples = experiment.putObject("samples");
    experimentResult
        .samples()
        .forEach((name, sampleSummary) -> samples.set(name, JSON.valueToTree(sampleSummary)));
  }

  private static void add(ObjectNode json, Figure figure) {
    json.put("label", figure.label()).put("value", figure.value());
    json.put("unit", figure.unit().symbol());
    figure.target().ifPresent(most -> json.put("target", most).put("met", figure.isMet()));
  }
}
