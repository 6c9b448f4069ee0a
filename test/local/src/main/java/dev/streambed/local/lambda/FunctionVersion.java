package dev.streambed.local.lambda;

import java.util.List;

/// One version of a function, ready to be started.
///
/// @param function its declaration
/// @param version for example `1` or `$LATEST`
/// @param command the command that starts it
/// @param variables its environment variables
record FunctionVersion(
    FunctionDeclaration function,
    String version,
    List<String> command,
    RuntimeVariables variables) {

  FunctionVersion {
    command = List.copyOf(command);
  }

  boolean hasSnapStart() {
    return function.hasSnapStart(version);
  }

  /// How many invocations one of its environments has at once.
  int environmentConcurrency() {
    return function.environmentConcurrency();
  }

  String initializationType() {
    if (function.isOnInstances()) {
      return "lambda-managed-instances";
    }
    return hasSnapStart() ? "snap-start" : "on-demand";
  }
}
