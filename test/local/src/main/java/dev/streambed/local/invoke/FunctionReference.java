package dev.streambed.local.invoke;

import dev.streambed.local.domain.Arns;
import java.util.Optional;
import java.util.regex.Pattern;

/// A function as callers of Lambda's API name it: by its name, `ACCOUNT:function:NAME` or its ARN,
/// each with an alias or a version behind a colon, or that in the query.
///
/// @param arn what is called, with the qualifier if there is one
record FunctionReference(String arn) {

  private static final Pattern BEFORE_NAME = Pattern.compile("^(\\d{12}:)?(function:)?");

  /// Reads a name.
  ///
  /// @param name as it stands in the path, unescaped
  /// @param qualifier what the query names
  static FunctionReference of(String name, Optional<String> qualifier, Arns arns) {
    String arn =
        name.startsWith("arn:")
            ? name
            : arns.arn("lambda", BEFORE_NAME.matcher(name).replaceFirst("function:"));
    return new FunctionReference(arn + qualifier.map(it -> ":" + it).orElse(""));
  }
}
