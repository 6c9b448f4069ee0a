package dev.streambed.cli.command;

import dev.streambed.cli.stack.StackName;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The options that every command has: the stack, and the output format.
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
      description =
          "The deployed stack: `name` in cdk.json, or a stack's name or ARN. Default: "
              + DEFAULT_STACK)
  private Optional<String> stack;

  @Option(
      names = "--region",
      order = 101,
      paramLabel = "REGION",
      description = "The AWS Region. Default: AWS_REGION, or that of the profile.")
  private Optional<String> region;

  @Option(
      names = "--profile",
      order = 102,
      paramLabel = "NAME",
      description = "The AWS profile. Default: credentials are found as by the AWS CLI.")
  private Optional<String> profile;

  @Option(
      names = "--local",
      order = 103,
      description = "Uses the stack that ./streambed local runs on this machine.")
  private boolean local;

  @Option(
      names = "--state",
      order = 104,
      paramLabel = "FILE",
      description = "Uses the local stack started by ./streambed local --state FILE")
  private Optional<Path> state;

  @Option(
      names = JSON,
      order = 105,
      description = "Prints JSON, one document per line; errors too.")
  private boolean json;

  @Option(
      names = {"-h", "--help"},
      order = 106,
      usageHelp = true,
      description = "Shows this help.")
  private boolean help;

  boolean isJson() {
    return json;
  }

  StackName stackName() {
    boolean isLocal = local || state.isPresent();
    boolean isDeployed = stack.isPresent() || region.isPresent() || profile.isPresent();
    if (isLocal && isDeployed) {
      throw usageError("--local and --state do not go with --stack, --region and --profile");
    }
    if (!isLocal) {
      return new StackName.Deployed(stack.orElse(DEFAULT_STACK), region, profile);
    }
    return state.<StackName>map(StackName.LocalStateFile::new).orElseGet(StackName.Local::new);
  }

  /// An error in the arguments, which picocli reports.
  ParameterException usageError(String sentence) {
    return new ParameterException(command.commandLine(), sentence);
  }
}
