package dev.streambed.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.streambed.local.domain.Arns;
import dev.streambed.local.domain.LocalStackException;
import java.util.Optional;

/// The parameters of one stack, including pseudo parameters.
///
/// @param template the stack
record Parameters(StackTemplate template) {

  /// The value of a reference to a parameter.
  ///
  /// @return nothing when there is no such parameter; a missing node for `AWS::NoValue`
  Optional<JsonNode> value(String name) {
    if (name.equals("AWS::NoValue")) {
      return Optional.of(MissingNode.getInstance());
    }
    return pseudo(name).<JsonNode>map(TextNode::valueOf).or(() -> declared(name));
  }

  private Optional<String> pseudo(String name) {
    Arns arns = template.arns();
    return Optional.ofNullable(
        switch (name) {
          case "AWS::Partition" -> arns.partition();
          case "AWS::Region" -> arns.region();
          case "AWS::AccountId" -> arns.account();
          case "AWS::URLSuffix" -> arns.urlSuffix();
          case "AWS::StackName" -> template.name();
          case "AWS::StackId" -> arns.arn("cloudformation", "stack/" + template.name());
          default -> null;
        });
  }

  private Optional<JsonNode> declared(String name) {
    JsonNode declaration = template.section("Parameters").path(name);
    return declaration.isMissingNode() ? Optional.empty() : Optional.of(value(name, declaration));
  }

  private JsonNode value(String name, JsonNode declaration) {
    if (declaration.path("Type").asText().startsWith("AWS::SSM::")) {
      throw LocalStackException.unsupported("the parameter " + name + " from Parameter Store");
    }
    JsonNode given = template.parameters().path(name);
    JsonNode value = given.isMissingNode() ? declaration.path("Default") : given;
    if (value.isMissingNode()) {
      throw LocalStackException.assembly(
          "the parameter " + name + " of stack " + template.name() + " has no default");
    }
    return value;
  }
}
