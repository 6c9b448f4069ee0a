package dev.streambed.cli.place;

import dev.streambed.cli.store.Tables;
import dev.streambed.cli.vocabulary.CliException;

/// Finds the tables.
public final class Places {

  private Places() {}

  /// Opens the tables of a stack.
  ///
  /// @throws CliException when they cannot be found
  public static Tables open(Target target) {
    return switch (target) {
      case Target.Deployed deployed -> Deployment.open(deployed);
      case Target.Local() -> LocalStack.usual().open();
      case Target.LocalState(var file) -> LocalStack.of(file).open();
    };
  }
}
