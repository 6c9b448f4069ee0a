package dev.streambed.cli.command;

import dev.streambed.cli.place.Target;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The options that every command has: which stack is meant, and how to answer.
@SuppressWarnings({"NullAway.Init", "UnusedVariable"}) // picocli sets and reads the fields
final class PlaceOptions {

  static final String JSON = "--json";
  static final String USUAL_STACK = "streambed";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--stack",
      order = 100,
      paramLabel = "NAME",
      description = "The deployed stack, as `name` in cdk.json. Default: " + USUAL_STACK)
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

  Target target() {
    boolean here = local || state.isPresent();
    boolean there = stack.isPresent() || region.isPresent() || profile.isPresent();
    if (here && there) {
      throw wrong("--local and --state do not go with --stack, --region and --profile");
    }
    if (!here) {
      return new Target.Deployed(stack.orElse(USUAL_STACK), region, profile);
    }
    return state.<Target>map(Target.LocalState::new).orElseGet(Target.Local::new);
  }

  /// What is wrong with the arguments, as picocli takes it.
  ParameterException wrong(String sentence) {
    return new ParameterException(commandLine(), sentence);
  }

  private CommandLine commandLine() {
    return command.commandLine();
  }
}
