package dev.streambed.cdk.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Names that CDK makes of a stack's name, a path and a hash, such as {@code
 * streambed-service-Streambed-RestApi-AEDEAD2D}. In the merged template they are made of the
 * deployed stack's name, so that two stacks in one account do not have the same.
 */
final class StackNames {
  /** Glue takes no capital letters, which a stack's name may have; its id is hexadecimal. */
  private static final String OF_STACK_ID =
      "{\"Fn::Join\":[\"\",[\"streambed_\",{\"Fn::Select\":[0,{\"Fn::Split\":[\"-\","
          + "{\"Fn::Select\":[2,{\"Fn::Split\":[\"/\",{\"Ref\":\"AWS::StackId\"}]}]}]}]}]]}";

  private final Pattern name;

  StackNames(Collection<String> stacks) {
    var prefixes =
        stacks.stream()
            .flatMap(stack -> Stream.of(stack, stack.replaceAll("[^A-Za-z0-9]", "")))
            .map(Pattern::quote)
            .collect(Collectors.joining("|"));
    this.name =
        Pattern.compile(
            "(?<![A-Za-z0-9])(?:"
                + prefixes
                + ")(?:[-_]?Streambed)?([A-Za-z0-9_-]*?)[-_]?[0-9A-Fa-f]{8}(?![A-Za-z0-9])");
  }

  ObjectNode replaceIn(ObjectNode template) {
    return (ObjectNode) Json.replace(template, this::replaced);
  }

  private Optional<JsonNode> replaced(JsonNode node) {
    if (!node.isTextual() || !name.matcher(node.textValue()).find()) {
      return Optional.empty();
    }
    var text = node.textValue();
    if (text.contains("_") && text.equals(text.toLowerCase(Locale.ROOT))) {
      return Optional.of(Json.parse(OF_STACK_ID));
    }
    var escaped = text.replace("${", "${!");
    return Optional.of(Json.sub(name.matcher(escaped).replaceAll(StackNames::ofDeployedStack)));
  }

  private static String ofDeployedStack(MatchResult found) {
    var path = found.group(1).replaceAll("^[-_]", "");
    return "\\${AWS::StackName}" + (path.isEmpty() ? "" : "-" + path);
  }
}
