package dev.streambed.cli.command;

import dev.streambed.cli.stack.StackName;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The options that every command has: which stack is meant, and how to answer.
@SuppressWarnings({"NullAway.Init", "UnusedVariable"}) // picocli sets and reads the fields
final class StackOptions {

  static final String JSON = "--json";
  static final String DEFAULT_STACK = "streambed";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--stack",
      order = 100,
      paramLabel = "NAME",
      description = "The deployed stack, as `name` in cdk.json. Default: " + DEFAULT_STACK)
  private Optional<String> stack;

  @Option(
      names = "--region",
      order = 101,
      paramLabel = "REGION",
      description = "Where it is deployed. Default: AWS_REGION, or the profile's.")
  private Optional<String> region;

  @Option(
      names = "--profile",
      order = 102,
      paramLabel = "NAME",
      description = "Whose AWS credentials. Default: as the AWS CLI finds them.")
  private Optional<String> profile;

  @Option(
      names = "--local",
      order = 103,
      description = "The stack that ./streambed local runs on this machine.")
  private boolean local;

  @Option(
      names = "--state",
      order = 104,
      paramLabel = "FILE",
      description = "The local stack that wrote this file: ./streambed local --state FILE")
  private Optional<Path> state;

  @Option(
      names = JSON,
      order = 105,
      description = "Answers as JSON, a document to a line; errors too.")
  private boolean json;

  @Option(
      names = {"-h", "--help"},
      order = 106,
      usageHelp = true,
      description = "Shows this.")
  private boolean help;

  boolean isJson() {
    return json;
  }

  StackName target() {
    boolean here = local || state.isPresent();
    boolean there = stack.isPresent() || region.isPresent() || profile.isPresent();
    if (here && there) {
      throw usageError("--local and --state do not go with --stack, --region and --profile");
    }
    if (!here) {
      return new StackName.Deployed(stack.orElse(DEFAULT_STACK), region, profile);
    }
    return state.<StackName>map(StackName.LocalStateFile::new).orElseGet(StackName.Local::new);
  }

  /// What is wrong with the arguments, as picocli takes it.
  ParameterException usageError(String sentence) {
    return new ParameterException(commandLine(), sentence);
  }

  private CommandLine commandLine() {
    return command.commandLine();
  }
}
