package dev.streambed.local.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.local.http.ResponseHead.Header;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// API Gateway's parameter mappings: constants in single quotes, and references to the request.
///
/// @param request what they refer to
/// @param context the variables behind `$context.` and `context.`
record ParameterMapping(RestRequest request, Map<String, String> context) {

  private static final Pattern VARIABLE =
      Pattern.compile("\\$context\\.([A-Za-z]+(?:\\.[A-Za-z]+)*)");
  private static final String REQUEST_HEADER = "method.request.header.";
  private static final String STAGE_VARIABLE = "stageVariables.";
  private static final String CONTEXT = "context.";

  /// The headers of `ResponseParameters`.
  ///
  /// @param prefix the prefix of each name, for example `gatewayresponse.header.`
  List<Header> headers(JsonNode parameters, String prefix) {
    List<Header> headers = new ArrayList<>();
    for (Map.Entry<String, JsonNode> parameter : parameters.properties()) {
      if (parameter.getKey().startsWith(prefix)) {
        String name = parameter.getKey().substring(prefix.length());
        value(parameter.getValue().asText())
            .ifPresent(value -> headers.add(new Header(name, value)));
      }
    }
    return headers;
  }

  /// Replaces `$context.…` in a template, the only logic that gateway responses support.
  String substitute(String template) {
    return VARIABLE
        .matcher(template)
        .replaceAll(found -> Matcher.quoteReplacement(context.getOrDefault(found.group(1), "")));
  }

  private Optional<String> value(String mapping) {
    if (mapping.length() >= 2 && mapping.startsWith("'") && mapping.endsWith("'")) {
      return Optional.of(mapping.substring(1, mapping.length() - 1));
    }
    if (mapping.startsWith(CONTEXT)) {
      return Optional.ofNullable(context.get(mapping.substring(CONTEXT.length())));
    }
    if (mapping.startsWith(STAGE_VARIABLE)) {
      JsonNode variable =
          request.stage().variables().path(mapping.substring(STAGE_VARIABLE.length()));
      return Optional.of(variable.asText()).filter(text -> !text.isEmpty());
    }
    if (mapping.startsWith(REQUEST_HEADER)) {
      return Optional.of(request.header(mapping.substring(REQUEST_HEADER.length())))
          .filter(text -> !text.isEmpty());
    }
    return Optional.empty();
  }
}
