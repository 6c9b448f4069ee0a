package dev.streambed.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.streambed.local.domain.LocalStackException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// Resolves the intrinsic functions in a template's values.
///
/// @param referenceScope resolves references
record IntrinsicFunctions(ReferenceScope referenceScope) {

  private static final String PREFIX = "Fn::";
  private static final String DYNAMIC_REFERENCE = "{{resolve:";

  // There are no secrets here, so a reference to one stands for itself: whoever has the same
  // reference has the same value.
  private static final String SECRET = DYNAMIC_REFERENCE + "secretsmanager:";

  JsonNode resolve(JsonNode value) {
    if (value instanceof ObjectNode object) {
      return isCall(object) ? call(object) : members(object);
    }
    if (value instanceof ArrayNode array) {
      return elements(array);
    }
    if (isDynamicReference(value) && !value.asText().startsWith(SECRET)) {
      throw LocalStackException.unsupported("the dynamic reference " + value.asText());
    }
    return value;
  }

  /// The value as text.
  ///
  /// @throws LocalStackException when it is an object or a list
  String text(JsonNode value) {
    JsonNode resolved = resolve(value);
    if (!resolved.isValueNode()) {
      throw LocalStackException.assembly("text was expected: " + resolved);
    }
    return resolved.asText();
  }

  private static boolean isDynamicReference(JsonNode value) {
    return value.asText().startsWith(DYNAMIC_REFERENCE);
  }

  private static boolean isCall(ObjectNode object) {
    String only = object.size() == 1 ? object.fieldNames().next() : "";
    return only.equals("Ref") || only.startsWith(PREFIX);
  }

  private JsonNode call(ObjectNode object) {
    Map.Entry<String, JsonNode> call = object.properties().iterator().next();
    JsonNode argument = call.getValue();
    return switch (call.getKey()) {
      case "Ref" -> referenceScope.reference(argument.asText());
      case "Fn::GetAtt" -> attribute(argument);
      case "Fn::ImportValue" -> referenceScope.imported(text(argument));
      case "Fn::Join" -> join(argument);
      case "Fn::Sub" -> substitute(argument);
      case "Fn::Select" -> select(argument);
      case "Fn::Split" -> split(argument);
      case "Fn::If" -> choose(argument);
      case "Fn::FindInMap" -> find(argument);
      case "Fn::Base64" -> base64(argument);
      default -> throw LocalStackException.unsupported("the intrinsic function " + call.getKey());
    };
  }

  private JsonNode members(ObjectNode object) {
    ObjectNode resolved = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      JsonNode value = resolve(member.getValue());
      if (!value.isMissingNode()) {
        resolved.set(member.getKey(), value);
      }
    }
    return resolved;
  }

  private ArrayNode elements(JsonNode array) {
    ArrayNode resolved = JsonNodeFactory.instance.arrayNode();
    for (JsonNode element : array) {
      JsonNode value = resolve(element);
      if (!value.isMissingNode()) {
        resolved.add(value);
      }
    }
    return resolved;
  }

  private JsonNode attribute(JsonNode argument) {
    String[] dotted = argument.asText().split("\\.", 2);
    String logicalId = argument.isArray() ? argument.path(0).asText() : dotted[0];
    String attribute = argument.isArray() ? text(argument.path(1)) : dotted[dotted.length - 1];
    return TextNode.valueOf(referenceScope.attribute(logicalId, attribute));
  }

  private JsonNode join(JsonNode argument) {
    String joined =
        StreamSupport.stream(resolve(argument.path(1)).spliterator(), false)
            .map(JsonNode::asText)
            .collect(Collectors.joining(argument.path(0).asText()));
    return TextNode.valueOf(joined);
  }

  private JsonNode split(JsonNode argument) {
    ArrayNode parts = JsonNodeFactory.instance.arrayNode();
    String separator = Pattern.quote(argument.path(0).asText());
    for (String part : text(argument.path(1)).split(separator, -1)) {
      parts.add(part);
    }
    return parts;
  }

  private JsonNode select(JsonNode argument) {
    int index = Integer.parseInt(text(argument.path(0)));
    JsonNode list = resolve(argument.path(1));
    if (!list.has(index)) {
      throw LocalStackException.assembly("Fn::Select finds nothing at " + index + " of " + list);
    }
    return list.path(index);
  }

  private JsonNode choose(JsonNode argument) {
    boolean holds = referenceScope.condition(argument.path(0).asText());
    return resolve(argument.path(holds ? 1 : 2));
  }

  private JsonNode find(JsonNode argument) {
    return referenceScope.mapped(
        text(argument.path(0)), text(argument.path(1)), text(argument.path(2)));
  }

  private JsonNode base64(JsonNode argument) {
    byte[] bytes = text(argument).getBytes(StandardCharsets.UTF_8);
    return TextNode.valueOf(Base64.getEncoder().encodeToString(bytes));
  }

  private JsonNode substitute(JsonNode argument) {
    JsonNode own = argument.isArray() ? argument.path(1) : JsonNodeFactory.instance.objectNode();
    String template = argument.isArray() ? argument.path(0).asText() : argument.asText();
    return TextNode.valueOf(new SubFunction(this, own).apply(template));
  }
}
