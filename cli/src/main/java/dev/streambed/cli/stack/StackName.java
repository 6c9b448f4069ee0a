package dev.streambed.cli.stack;

import dev.streambed.cli.domain.CliException;
import dev.streambed.cli.domain.FrontDoorUrls;
import dev.streambed.cli.domain.FunctionLog;
import dev.streambed.cli.tables.StackTables;
import java.nio.file.Path;
import java.util.Optional;

/// Names a stack, deployed or local.
public sealed interface StackName {

  /// A stack on AWS.
  ///
  /// @param name `name` in cdk.json: the name of the data stack without `-data`; or the name or the
  ///   ARN of one stack
  /// @param region absent: found by the SDK's default chain
  /// @param profile absent: credentials are found by the SDK's default chain
  record Deployed(String name, Optional<String> region, Optional<String> profile)
      implements StackName {}

  /// The local stack on its default ports.
  record Local() implements StackName {}

  /// The local stack that wrote this state file.
  record LocalStateFile(Path file) implements StackName {}

  /// Opens the tables of the stack.
  ///
  /// @throws CliException if they cannot be found
  default StackTables open() {
    return switch (this) {
      case Deployed deployed -> DeployedStack.open(deployed);
      case Local() -> LocalStack.onDefaultPort().open();
      case LocalStateFile(Path file) -> LocalStack.fromStateFile(file).open();
    };
  }

  /// What can be seen of a stack's gateway from outside.
  ///
  /// @param log the function's log; absent on this machine
  record Gateway(FrontDoorUrls urls, Optional<FunctionLog> log) {}

  /// Finds the stack's gateway.
  ///
  /// @throws CliException if it cannot be found
  default Gateway gateway() {
    return switch (this) {
      case Deployed deployed -> DeployedStack.gateway(deployed);
      case Local() -> new Gateway(LocalStack.onDefaultPort().frontDoorUrls(), Optional.empty());
      case LocalStateFile(Path file) ->
          new Gateway(LocalStack.fromStateFile(file).frontDoorUrls(), Optional.empty());
    };
  }
}
