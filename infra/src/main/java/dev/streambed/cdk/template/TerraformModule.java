package dev.streambed.cdk.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The Terraform module around the template. */
record TerraformModule(JsonNode template, String zip) {
  private static final String BUCKET = "CodeBucket";

  /** The files by their names. */
  Map<String, String> files() {
    var files = new TreeMap<String, String>();
    files.put("versions.tf", TextResource.read("terraform/versions.tf"));
    files.put("main.tf", main());
    files.put("variables.tf", variables());
    files.put("outputs.tf", outputs());
    return files;
  }

  private String main() {
    var parameters = Parameter.allOf(template);
    var width = parameters.stream().mapToInt(each -> each.name().length()).max().orElseThrow();
    var line = "    %-" + width + "s = %s";
    var lines =
        parameters.stream()
            .map(each -> line.formatted(each.name(), value(each)))
            .collect(Collectors.joining("\n"));
    return TextResource.read("terraform/main.tf")
        .replace("@ZIP@", zip)
        .replace("    @PARAMETERS@", lines);
  }

  private static String value(Parameter parameter) {
    if (parameter.name().equals(BUCKET)) {
      return "local.bucket";
    }
    var variable = "var." + parameter.variable();
    return parameter.isOptionalNumber()
        ? "%1$s == null ? \"\" : tostring(%1$s)".formatted(variable)
        : variable;
  }

  private String variables() {
    return TextResource.read("terraform/variables.tf")
        + Parameter.allOf(template).stream()
            .filter(each -> !each.name().equals(BUCKET))
            .map(TerraformModule::variable)
            .collect(Collectors.joining());
  }

  private static String variable(Parameter parameter) {
    return """

    variable "%s" {
      description = %s
      type        = %s
      default     = %s
      nullable    = %s

      validation {
        condition     = %s
        error_message = %s
      }
    }
    """
        .formatted(
            parameter.variable(),
            quoted(description(parameter)),
            parameter.isNumber() ? "number" : "string",
            defaultOf(parameter),
            parameter.isOptionalNumber(),
            condition(parameter),
            quoted(parameter.name() + " is " + parameter.constraint() + "."));
  }

  private static String description(Parameter parameter) {
    return parameter.description() + (parameter.isOptionalNumber() ? " (nothing is null)" : "");
  }

  private static String defaultOf(Parameter parameter) {
    if (!parameter.isNumber()) {
      return quoted(parameter.chosen());
    }
    return parameter.chosen().isEmpty() ? "null" : parameter.chosen();
  }

  private static String condition(Parameter parameter) {
    var variable = "var." + parameter.variable();
    var declaration = parameter.declaration();
    if (parameter.isOptionalNumber()) {
      return "%1$s == null ? true : %1$s >= 1 && floor(%1$s) == %1$s".formatted(variable);
    }
    if (declaration.has("AllowedValues")) {
      return "contains(%s, %s)".formatted(list(declaration.path("AllowedValues")), variable);
    }
    if (parameter.isNumber()) {
      return "%1$s >= %2$s && %1$s <= %3$s"
          .formatted(variable, declaration.path("MinValue"), declaration.path("MaxValue"));
    }
    return "can(regex(%s, %s))".formatted(quoted("^(?:" + parameter.pattern() + ")$"), variable);
  }

  private static String list(JsonNode values) {
    return values
        .valueStream()
        .map(value -> value.isTextual() ? quoted(value.asText()) : value.asText())
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private String outputs() {
    return TextResource.read("terraform/outputs.tf")
        + template.path("Outputs").properties().stream()
            .map(output ->
                """

                output "%s" {
                  description = "The output %2$s of the stack"
                  value       = aws_cloudformation_stack.streambed.outputs["%2$s"]
                }
                """
                    .formatted(Parameter.snakeCase(output.getKey()), output.getKey()))
            .collect(Collectors.joining());
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
