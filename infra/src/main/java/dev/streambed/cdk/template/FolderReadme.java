package dev.streambed.cdk.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;

/** The README of the folder. */
record FolderReadme(JsonNode template, String zip) {

  String text() {
    return TextResource.read("readme.txt")
        .replace("@ZIP@", zip)
        .replace("@PARAMETERS@\n", parameters())
        .replace("@OUTPUTS@", outputs())
        .replace("@RETAINED@\n", retained())
        .replace("@SERVICES@", services());
  }

  private String parameters() {
    return Parameter.allOf(template).stream()
        .map(
            each -> "| `%s` | %s | %s |\n".formatted(each.name(), chosen(each), each.description()))
        .collect(Collectors.joining());
  }

  private static String chosen(Parameter parameter) {
    if (parameter.isRequired()) {
      return "must be given";
    }
    return parameter.chosen().isEmpty() ? "nothing" : "`" + parameter.chosen() + "`";
  }

  private String outputs() {
    return template.path("Outputs").properties().stream()
        .map(output -> "`" + output.getKey() + "`")
        .collect(Collectors.joining(", "));
  }

  private String retained() {
    var retained = retainedResources();
    return retained.isEmpty() ? "- nothing of this template\n" : retained;
  }

  private String retainedResources() {
    return template.path("Resources").properties().stream()
        .filter(resource -> isRetained(resource.getValue()))
        .map(resource ->
            "- `%s` (%s)\n".formatted(resource.getKey(), resource.getValue().path("Type").asText()))
        .collect(Collectors.joining());
  }

  private static boolean isRetained(JsonNode resource) {
    // The versions of a function go with it.
    return resource.path("DeletionPolicy").asText().startsWith("Retain")
        && !resource.path("Type").asText().equals("AWS::Lambda::Version");
  }

  private String services() {
    return template
        .path("Resources")
        .valueStream()
        .map(resource -> resource.path("Type").asText().replaceAll("^AWS::|::.*$", ""))
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
