package dev.streambed.cdk.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Names that the constructs make of a stack's name, a path and a hash, such as {@code
 * streambed-service-Streambed-RestApi-AEDEAD2D}. In the merged template they are made of the
 * deployed stack's name, so that two stacks in one account do not have the same.
 *
 * <p>Only what is named so by this template is replaced, there and where it is referred to: names
 * of existing tables, log groups, topics and queues begin with a stack's name too.
 */
final class StackNames {
  /** The properties that the constructs name, by types of resources. */
  private static final Map<String, String> NAMED =
      Map.of(
          "AWS::ApiGateway::RestApi", "/Name",
          "AWS::ApiGatewayV2::Api", "/Name",
          "AWS::Athena::WorkGroup", "/Name");

  private static final String DATABASE = "AWS::Glue::Database";

  /** The namespace of the metrics is in the function, in alarms and in the dashboard's text. */
  private static final String NAMESPACES = "Streambed/";

  /** Glue takes no capital letters, which a stack's name may have; its id is hexadecimal. */
  private static final String OF_STACK_ID =
      "{\"Fn::Join\":[\"\",[\"streambed_\",{\"Fn::Select\":[0,{\"Fn::Split\":[\"-\","
          + "{\"Fn::Select\":[2,{\"Fn::Split\":[\"/\",{\"Ref\":\"AWS::StackId\"}]}]}]}]}]]}";

  private static final String BEFORE = "(?<![A-Za-z0-9_-])";
  private static final String AFTER = "(?![A-Za-z0-9_-])";

  private final Pattern generated;
  private final Map<String, String> paths = new TreeMap<>(longestFirst());

  private StackNames(Collection<String> stacks) {
    var prefixes =
        stacks.stream()
            .flatMap(stack -> Stream.of(stack, stack.replaceAll("[^A-Za-z0-9]", "")))
            .map(Pattern::quote)
            .collect(Collectors.joining("|"));
    this.generated =
        Pattern.compile(
            "(?:" + prefixes + ")(?:[-_]?Streambed)?([A-Za-z0-9_-]*?)[-_]?[0-9A-Fa-f]{8}");
  }

  /** A copy of the template in which the names are those of the deployed stack. */
  static ObjectNode replaceIn(ObjectNode template, Collection<String> stacks) {
    var names = new StackNames(stacks);
    var resources = new Resources((ObjectNode) template.path("Resources"));
    NAMED.forEach((type, property) ->
        resources.properties(type).forEach(named -> names.add(named.at(property).asText())));
    names.addNamespaces(template);
    for (var database : resources.properties(DATABASE)) {
      ((ObjectNode) database.path("DatabaseInput")).set("Name", Json.parse(OF_STACK_ID));
    }
    if (names.paths.isEmpty()) {
      return template;
    }
    var any = names.any();
    return (ObjectNode) Json.replace(template, node -> names.replaced(node, any));
  }

  private static Comparator<String> longestFirst() {
    return Comparator.comparingInt(String::length).reversed().thenComparing(String::compareTo);
  }

  private void add(String name) {
    var found = generated.matcher(name);
    if (found.matches()) {
      var path = found.group(1).replaceAll("^[-_]", "");
      paths.put(name, path.isEmpty() ? "" : "-" + path);
    }
  }

  private void addNamespaces(JsonNode node) {
    if (node.isTextual()) {
      Pattern.compile("(?<![A-Za-z0-9_/-])" + NAMESPACES + "(" + generated + ")" + AFTER)
          .matcher(node.textValue())
          .results()
          .forEach(namespace -> add(namespace.group(1)));
    }
    node.forEach(this::addNamespaces);
  }

  private Pattern any() {
    var names = paths.keySet().stream().map(Pattern::quote).collect(Collectors.joining("|"));
    return Pattern.compile(BEFORE + "(?:" + names + ")" + AFTER);
  }

  private Optional<JsonNode> replaced(JsonNode node, Pattern any) {
    if (!node.isTextual() || !any.matcher(node.textValue()).find()) {
      return Optional.empty();
    }
    var escaped = node.textValue().replace("${", "${!");
    return Optional.of(
        Json.sub(
            any.matcher(escaped)
                .replaceAll(name -> "\\${AWS::StackName}" + paths.get(name.group()))));
  }
}
