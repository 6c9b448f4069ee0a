package dev.streambed.local.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;

/// Policies write one text where a list of one would do.
final class StringOrList {

  private StringOrList() {}

  static List<String> of(JsonNode value) {
    if (value.isArray()) {
      return StreamSupport.stream(value.spliterator(), false).map(JsonNode::asText).toList();
    }
    return value.isMissingNode() ? List.of() : List.of(value.asText());
  }
}
