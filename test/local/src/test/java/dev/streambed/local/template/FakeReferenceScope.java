package dev.streambed.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;

/// Resolves every name to itself.
record FakeReferenceScope() implements ReferenceScope {

  @Override
  public JsonNode reference(String name) {
    return name.equals("AWS::NoValue")
        ? MissingNode.getInstance()
        : TextNode.valueOf("<" + name + ">");
  }

  @Override
  public String attribute(String logicalId, String attribute) {
    return "<" + logicalId + "." + attribute + ">";
  }

  @Override
  public JsonNode imported(String export) {
    return TextNode.valueOf("<from " + export + ">");
  }

  @Override
  public boolean condition(String name) {
    return name.equals("Yes");
  }

  @Override
  public JsonNode mapped(String mapping, String first, String second) {
    return TextNode.valueOf(mapping + "/" + first + "/" + second);
  }
}
