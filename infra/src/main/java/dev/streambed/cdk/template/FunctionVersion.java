package dev.streambed.cdk.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The version of the function. CloudFormation publishes one for each new logical id, and Lambda
 * refuses it if the function is as it was in the last one.
 *
 * <p>CDK's id ends in a hash of the function with all chosen values. Those of parameters are no
 * more than defaults, and a running stack keeps its values: with another default the id would be
 * new, and the function the same. So the hash here is that of the function as it is in the
 * template, with references to the parameters.
 */
final class FunctionVersion {
  private static final String TYPE = "AWS::Lambda::Version";
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{32}$");

  /** Lambda keeps these with the function and not with its versions. */
  private static final Set<String> OF_NO_VERSION =
      Set.of("CodeSigningConfigArn", "ReservedConcurrentExecutions", "Tags");

  private FunctionVersion() {}

  /** A copy of resources and outputs in which the version has the id that belongs to it. */
  static ObjectNode identifyIn(ObjectNode template) {
    var resources = new Resources((ObjectNode) template.path("Resources"));
    ObjectNode function = resources.onlyProperties("AWS::Lambda::Function").deepCopy();
    function.remove(OF_NO_VERSION);
    var id = resources.all(TYPE).findFirst().orElseThrow().getKey();
    var hash = HASH.matcher(id);
    if (!hash.find()) {
      throw new TemplateException("the logical id of the function's version has no hash: " + id);
    }
    var contents = Json.sorted(function);
    return renamed(template, id, hash.replaceFirst(Hash.of(contents, hash.group().length())));
  }

  private static ObjectNode renamed(ObjectNode template, String from, String to) {
    var copy = (ObjectNode) Json.replace(template, node -> withName(node, from, to));
    var resources = Json.object();
    for (var resource : copy.path("Resources").properties()) {
      var id = resource.getKey();
      resources.set(id.equals(from) ? to : id, resource.getValue());
    }
    copy.set("Resources", resources);
    return copy;
  }

  /** In references, in {@code DependsOn} and in the texts of {@code Fn::Sub}. */
  private static Optional<JsonNode> withName(JsonNode node, String from, String to) {
    return Optional.of(node)
        .filter(JsonNode::isTextual)
        .map(JsonNode::textValue)
        .filter(text -> text.contains(from))
        .map(text -> Json.text(text.replace(from, to)));
  }
}
