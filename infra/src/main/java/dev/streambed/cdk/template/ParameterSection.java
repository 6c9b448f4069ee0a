package dev.streambed.cdk.template;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** The parameters of a template, their groups in the console, and the conditions on them. */
final class ParameterSection {
  /** The pattern of a number that may be left out. */
  static final String OPTIONAL_NUMBER = "|[1-9][0-9]{0,8}";

  private final ObjectNode parameters = Json.object();
  private final ObjectNode conditions = Json.object();
  private final Map<String, ArrayNode> groups = new LinkedHashMap<>();
  private final ObjectNode labels = Json.object();

  /** Adds a parameter to a group; both are in the order in which they are added. */
  void add(String group, String name, String label, ObjectNode declaration) {
    parameters.set(name, declaration);
    groups.computeIfAbsent(group, any -> Json.array()).add(name);
    labels.putObject(name).put("default", label);
  }

  /** Adds a condition that holds while the parameter has another value. */
  String unless(String parameter, String value) {
    var condition = "Has" + parameter;
    var equals = Json.object();
    equals.putArray("Fn::Equals").add(Json.ref(parameter)).add(value);
    conditions.putObject(condition).putArray("Fn::Not").add(equals);
    return condition;
  }

  ObjectNode parameters() {
    return parameters;
  }

  ObjectNode conditions() {
    return conditions;
  }

  /** The value of {@code AWS::CloudFormation::Interface}. */
  ObjectNode consoleInterface() {
    var console = Json.object();
    var list = console.putArray("ParameterGroups");
    groups.forEach((group, names) -> {
      var entry = list.addObject();
      entry.putObject("Label").put("default", group);
      entry.set("Parameters", names);
    });
    console.set("ParameterLabels", labels);
    return console;
  }

  static ObjectNode number(long lowest, long highest, long chosen, String description) {
    return Json.object()
        .put("Type", "Number")
        .put("Default", chosen)
        .put("MinValue", lowest)
        .put("MaxValue", highest)
        .put("Description", description)
        .put("ConstraintDescription", "a number from " + lowest + " to " + highest);
  }

  static ObjectNode text(String chosen, String pattern, String constraint, String description) {
    return Json.object()
        .put("Type", "String")
        .put("Default", chosen)
        .put("AllowedPattern", pattern)
        .put("Description", description)
        .put("ConstraintDescription", constraint);
  }

  /** A number that may be left out. */
  static ObjectNode optionalNumber(String chosen, String description) {
    return text(chosen, OPTIONAL_NUMBER, "a number from 1, or nothing", description);
  }
}
