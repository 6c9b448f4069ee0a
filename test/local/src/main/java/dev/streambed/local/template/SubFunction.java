package dev.streambed.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `Fn::Sub`: replaces `${Name}` and `${Name.Attribute}` in a text; `${!Name}` becomes `${Name}`.
///
/// @param intrinsicFunctions resolves the names
/// @param own the variables of this call
record SubFunction(IntrinsicFunctions intrinsicFunctions, JsonNode own) {

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");

  String apply(String template) {
    return VARIABLE.matcher(template).replaceAll(found -> Matcher.quoteReplacement(value(found)));
  }

  private String value(MatchResult found) {
    String name = found.group(1).strip();
    if (name.startsWith("!")) {
      return "${" + name.substring(1) + "}";
    }
    if (own.has(name)) {
      return intrinsicFunctions.text(own.get(name));
    }
    int dot = name.indexOf('.');
    return dot < 0
        ? intrinsicFunctions.referenceScope().reference(name).asText()
        : intrinsicFunctions
            .referenceScope()
            .attribute(name.substring(0, dot), name.substring(dot + 1));
  }
}
