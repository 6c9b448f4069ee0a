package dev.streambed.cli.domain;

/// How a command ended.
public sealed interface CommandResult {

  record Done(CommandOutput commandOutput) implements CommandResult {}

  /// Some of it is done, and it is to be repeated for the rest.
  record PartlyDone(CommandOutput commandOutput) implements CommandResult {}

  /// Who or what was named is not there.
  record NotFound(String sentence) implements CommandResult {}

  /// It is there, and as it stands this cannot be done; nothing was changed.
  record Refused(String sentence) implements CommandResult {}

  static CommandResult done(CommandOutput commandOutput) {
    return new Done(commandOutput);
  }

  static CommandResult customerNotFound(CustomerId id) {
    return new NotFound("there is no customer " + id.value());
  }
}
