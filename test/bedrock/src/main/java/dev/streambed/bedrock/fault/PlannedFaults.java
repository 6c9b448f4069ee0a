package dev.streambed.bedrock.fault;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.bedrock.directive.DirectiveParser;
import dev.streambed.bedrock.directive.InvalidDirectiveException;
import java.util.ArrayList;
import java.util.List;

/// Faults for the requests to come. Thread-safe.
public final class PlannedFaults {

  private static final long UNTIL_CLEARED = Long.MAX_VALUE;

  private final List<Rule> rules = new ArrayList<>();

  /// Faults that wait for requests.
  ///
  /// @param left how many requests are still to be struck
  private record Rule(FaultTarget target, List<Fault> faults, long left) {

    private Rule used() {
      return left == UNTIL_CLEARED ? this : new Rule(target, faults, left - 1);
    }
  }

  /// The next requests get these faults.
  public void next(long requests, Fault... faults) {
    nextOf("*", requests, faults);
  }

  /// The next requests for a model get these faults.
  ///
  /// @param target as [FaultTarget#of] reads it
  public void nextOf(String target, long requests, Fault... faults) {
    add(new Rule(FaultTarget.of(target), List.of(faults), requests));
  }

  /// Every request gets these faults, until [#clear()].
  public void untilCleared(Fault... faults) {
    add(new Rule(FaultTarget.ANY, List.of(faults), UNTIL_CLEARED));
  }

  /// Takes `{"requests": 3, "model": "amazon.nova-*", "faults": {"cut": 1500}}`. Without `requests`
  /// the faults stay until they are cleared; without `model` they are for every model; `faults` may
  /// also be the text of a directive, such as `"cut=1500 delay=2s"`.
  ///
  /// @throws InvalidDirectiveException with a sentence for the sender
  public void accept(JsonNode json) {
    if (!json.isObject()) {
      throw new InvalidDirectiveException("faults are asked for with a JSON object");
    }
    json.fieldNames().forEachRemaining(PlannedFaults::checkName);
    JsonNode faults = json.path("faults");
    if (!faults.isObject() && !faults.isTextual()) {
      throw new InvalidDirectiveException(
          "\"faults\" must be an object such as {\"cut\": 1500}, or the text of a directive");
    }
    List<Fault> wanted =
        FaultDirectives.faults(
            faults.isObject()
                ? DirectiveParser.of(faults)
                : DirectiveParser.of(faults.textValue()));
    FaultTarget target = FaultTarget.of(model(json.path("model")));
    add(new Rule(target, wanted, requests(json.path("requests"))));
  }

  /// Forgets every fault that was not used yet.
  public synchronized void clear() {
    rules.clear();
  }

  /// The faults of the next request for a model, which uses them up.
  ///
  /// @param region that it is signed for
  public synchronized List<Fault> claim(String modelId, String region) {
    for (int index = 0; index < rules.size(); index++) {
      Rule rule = rules.get(index);
      if (rule.target().includes(modelId, region)) {
        rules.set(index, rule.used());
        rules.removeIf(used -> used.left() <= 0);
        return rule.faults();
      }
    }
    return List.of();
  }

  private synchronized void add(Rule rule) {
    if (rule.left() < 1) {
      throw new InvalidDirectiveException("faults for " + rule.left() + " requests");
    }
    rules.add(rule);
  }

  private static void checkName(String name) {
    if (!List.of("requests", "model", "faults").contains(name)) {
      throw new InvalidDirectiveException(
          "there is no \"" + name + "\"; known are requests, model and faults");
    }
  }

  private static long requests(JsonNode requests) {
    if (requests.isMissingNode()) {
      return UNTIL_CLEARED;
    }
    if (!requests.isIntegralNumber() || !requests.canConvertToLong()) {
      throw new InvalidDirectiveException(
          "\"requests\" must be a whole number, but is " + requests);
    }
    return requests.longValue();
  }

  private static String model(JsonNode model) {
    if (!model.isMissingNode() && !model.isTextual()) {
      throw new InvalidDirectiveException("\"model\" must be a string, but is " + model);
    }
    return model.asText("*");
  }
}
