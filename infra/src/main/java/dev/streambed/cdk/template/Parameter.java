package dev.streambed.cdk.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A parameter of the template, for those who read of it and for Terraform. */
record Parameter(String name, JsonNode declaration) {

  static List<Parameter> allOf(JsonNode template) {
    var parameters = new ArrayList<Parameter>();
    template
        .path("Parameters")
        .properties()
        .forEach(entry -> parameters.add(new Parameter(entry.getKey(), entry.getValue())));
    return parameters;
  }

  /** {@code MemorySize} is {@code memory_size}. */
  static String snakeCase(String name) {
    return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
  }

  String variable() {
    return snakeCase(name);
  }

  boolean isRequired() {
    return !declaration.has("Default");
  }

  boolean isNumber() {
    return declaration.path("Type").asText().equals("Number") || isOptionalNumber();
  }

  /** Text of digits, or nothing. */
  boolean isOptionalNumber() {
    return pattern().equals(ParameterSection.OPTIONAL_NUMBER);
  }

  String pattern() {
    return declaration.path("AllowedPattern").asText();
  }

  String chosen() {
    return declaration.path("Default").asText();
  }

  String description() {
    return declaration.path("Description").asText();
  }

  String constraint() {
    return declaration.path("ConstraintDescription").asText();
  }
}
