package dev.streambed.cli.place;

import dev.streambed.cli.store.Tables;
import dev.streambed.cli.vocabulary.CliException;
import java.util.Map;

/// Finds the tables.
///
/// @param environment the variables of this process
public record Places(Map<String, String> environment) {

  /// Opens the tables of a stack.
  ///
  /// @throws CliException when they cannot be found
  public Tables open(Target target) {
    return switch (target) {
      case Target.Deployed deployed -> new Deployment(environment).open(deployed);
      case Target.Local() -> LocalStack.usual().open();
      case Target.LocalState(var file) -> LocalStack.of(file).open();
    };
  }
}
