package dev.streambed.cli.stack;

import java.nio.file.Path;
import java.util.Optional;

/// Which stack is meant.
public sealed interface StackName {

  /// A stack on AWS.
  ///
  /// @param name as `name` in cdk.json; the data stack's without `-data`
  /// @param region absent: as the SDK finds it
  /// @param profile absent: as the SDK finds credentials
  record Deployed(String name, Optional<String> region, Optional<String> profile)
      implements StackName {}

  /// The local stack on its usual ports.
  record Local() implements StackName {}

  /// The local stack that wrote this state file.
  record LocalStateFile(Path file) implements StackName {}
}
