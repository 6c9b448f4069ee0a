package dev.streambed.cli.stack;

import dev.streambed.cli.domain.CliException;
import dev.streambed.cli.tables.StackTables;

/// Finds the tables.
public final class StackLookup {

  private StackLookup() {}

  /// Opens the tables of a stack.
  ///
  /// @throws CliException when they cannot be found
  public static StackTables open(StackName stackName) {
    return switch (stackName) {
      case StackName.Deployed deployed -> DeployedStack.open(deployed);
      case StackName.Local() -> LocalStack.onDefaultPort().open();
      case StackName.LocalStateFile(var file) -> LocalStack.fromStateFile(file).open();
    };
  }
}
