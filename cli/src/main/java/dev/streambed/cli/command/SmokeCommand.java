package dev.streambed.cli.command;

import dev.streambed.cli.console.PlainText;
import dev.streambed.cli.domain.CliException;
import dev.streambed.cli.domain.CommandResult;
import dev.streambed.cli.domain.FrontDoorUrls;
import dev.streambed.cli.domain.FunctionLog;
import dev.streambed.cli.smoke.Finding;
import dev.streambed.cli.smoke.SmokeReport;
import dev.streambed.cli.smoke.SmokeTest;
import dev.streambed.cli.stack.StackName;
import dev.streambed.gateway.domain.ModelId;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `smoke`.
@Command(
    name = SmokeCommand.NAME,
    description = {
      "Checks a running gateway from outside, for a few cents at most: every front door, API, error"
          + " format, stop, usage and limits.",
      "The key is that of --key-file, of STREAMBED_API_KEY or of --key, which other users of this"
          + " machine can see. docs/operations.md tells more."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class SmokeCommand implements Callable<Integer> {

  static final String NAME = "smoke";

  private static final String KEY_VARIABLE = "STREAMBED_API_KEY";
  private static final int DEVIATION = 3;
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  @Option(
      names = "--url",
      order = 1,
      paramLabel = "URL",
      description = "The Function URL. Default: the addresses are read from the stack.")
  private Optional<String> url;

  @Option(
      names = "--rest-url",
      order = 2,
      paramLabel = "URL",
      description = "The REST API's URL, with its stage.")
  private Optional<String> restUrl;

  @Option(
      names = "--websocket-url",
      order = 3,
      paramLabel = "URL",
      description = "The WebSocket API's URL, with its stage. Goes with one of the others.")
  private Optional<String> webSocketUrl;

  @Option(
      names = "--key-file",
      order = 4,
      paramLabel = "FILE",
      description = "A file with an API key of a customer that is used for nothing else.")
  private Optional<Path> keyFile;

  @Option(names = "--key", order = 5, paramLabel = "KEY", description = "The API key itself.")
  private Optional<String> key;

  @Option(
      names = "--model",
      order = 6,
      paramLabel = "ID",
      description = "The model that is asked. Default: the cheapest that writes text.")
  private Optional<ModelId> model;

  @Option(
      names = "--max-usd",
      order = 7,
      paramLabel = "USD",
      defaultValue = "0.10",
      description = {
        "Asks no model if all answers together might cost more. Default: ${DEFAULT-VALUE}"
      })
  private BigDecimal maxUsd;

  @Option(
      names = "--unpriced",
      order = 8,
      description = "Asks the model even if the gateway has no price of it.")
  private boolean unpriced;

  @Option(
      names = "--no-limits",
      order = 9,
      description = "The customer has no limits, so that answers report none.")
  private boolean noLimits;

  @Option(
      names = "--report",
      order = 10,
      paramLabel = "FILE",
      description = "Writes a report to keep: JSON if the name ends in .json, else Markdown.")
  private Optional<Path> report;

  @Mixin private StackOptions stackOptions;

  private final CommandContext context;

  SmokeCommand(CommandContext context) {
    this.context = context;
  }

  static Map<String, String> exitCodes() {
    Map<String, String> codes = new LinkedHashMap<>();
    codes.put("0", "everything is as expected");
    codes.put("1", "it could not run: no gateway, key, model or stack, or it may cost too much");
    codes.put("2", "the arguments are wrong; nothing was called");
    codes.put(Integer.toString(DEVIATION), "something deviates from what is expected");
    return codes;
  }

  @Override
  public Integer call() {
    FrontDoorUrls urls = givenUrls();
    String secret = secret();
    Optional<FunctionLog> log = Optional.empty();
    if (!urls.hasHttp()) {
      StackName.Gateway gateway = stackOptions.stackName().gateway();
      urls = gateway.urls();
      log = gateway.log();
    }
    if (!urls.hasHttp()) {
      throw new CliException(
          CliException.Code.STACK,
          "the stack has neither a Function URL nor a REST API: give --url");
    }
    try (SmokeTest test = new SmokeTest(urls, secret, !noLimits, log, context.clock())) {
      return run(test);
    }
  }

  private int run(SmokeTest test) {
    SmokeTest.Plan plan = test.plan(model.map(ModelId::value));
    checkCost(plan);
    say("asks " + plan.model() + ", " + plan.costLimit().sentence());
    SmokeReport done = test.run(plan, this::progress);
    report.ifPresent(file -> write(file, done));
    if (!noLimits && done.missesAllLimits()) {
      say("no answer reports limits: if the key's customer has none, repeat with --no-limits");
    }
    CommandResult.Output output = CommandResult.Output.of(List.of(done.summary()), done.json());
    int exitCode = context.console().report(CommandResult.done(output), stackOptions.isJson());
    return done.hasDeviations() ? DEVIATION : exitCode;
  }

  private void checkCost(SmokeTest.Plan plan) {
    Optional<BigDecimal> usd = plan.costLimit().usd();
    if (usd.isEmpty() && !unpriced) {
      throw new CliException(
          CliException.Code.GATEWAY,
          "the gateway has no price of %s: give another --model, or --unpriced (%s)"
              .formatted(plan.model(), plan.costLimit().sentence()));
    }
    if (usd.filter(most -> most.compareTo(maxUsd) > 0).isPresent()) {
      throw new CliException(
          CliException.Code.GATEWAY,
          "%s may cost more than --max-usd %s: %s"
              .formatted(plan.model(), maxUsd.toPlainString(), plan.costLimit().sentence()));
    }
  }

  private void progress(Finding finding) {
    if (!stackOptions.isJson()) {
      context
          .console()
          .out()
          .println(
              "%-11s %s, %s: %s (%s)"
                  .formatted(
                      finding.verdict().label(),
                      finding.frontDoor().label(),
                      finding.check(),
                      finding.expected(),
                      finding.seen()));
      context.console().out().flush();
    }
  }

  private void say(String sentence) {
    if (!stackOptions.isJson()) {
      context.console().out().println(PlainText.sanitize(sentence));
      context.console().out().flush();
    }
  }

  private static void write(Path file, SmokeReport done) {
    try {
      boolean json = file.toString().endsWith(".json");
      Files.writeString(file, json ? done.json().write() + "\n" : done.markdown());
    } catch (IOException unwritable) {
      throw new CliException(
          CliException.Code.FILE, file + " cannot be written: " + done.summary(), unwritable);
    }
  }

  private FrontDoorUrls givenUrls() {
    FrontDoorUrls urls =
        new FrontDoorUrls(
            url.map(text -> uri("--url", text, "https")),
            restUrl.map(text -> uri("--rest-url", text, "https")),
            webSocketUrl.map(text -> uri("--websocket-url", text, "wss")));
    if (urls.webSocket().isPresent() && !urls.hasHttp()) {
      throw stackOptions.usageError("--websocket-url goes with --url or --rest-url");
    }
    return urls;
  }

  // The key is sent there, so the scheme must be safe, except on this machine.
  private URI uri(String option, String text, String scheme) {
    try {
      URI uri = new URI(text);
      boolean isLocal =
          LOOPBACK.contains(String.valueOf(uri.getHost())) && scheme.equals(uri.getScheme() + "s");
      if (uri.getHost() != null
          && uri.getUserInfo() == null
          && uri.getQuery() == null
          && uri.getFragment() == null
          && (isLocal || scheme.equals(uri.getScheme()))) {
        return uri;
      }
    } catch (URISyntaxException wrong) {
      // The same message as below.
    }
    throw stackOptions.usageError(
        "%s is an address such as %s://gateway.example.com/prod, and nothing else"
            .formatted(option, scheme));
  }

  private String secret() {
    if (key.isPresent() && keyFile.isPresent()) {
      throw stackOptions.usageError("--key and --key-file exclude each other");
    }
    String secret =
        keyFile
            .map(this::read)
            .or(() -> key)
            .or(() -> Optional.ofNullable(context.environment().get(KEY_VARIABLE)))
            .map(String::strip)
            .orElse("");
    // The message must not repeat the text: it may be most of a secret.
    if (secret.isEmpty() || !secret.chars().allMatch(each -> each > ' ' && each < 127)) {
      throw stackOptions.usageError(
          "an API key is needed: --key-file FILE, or the variable " + KEY_VARIABLE);
    }
    return secret;
  }

  private String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw stackOptions.usageError(file + " cannot be read");
    }
  }
}
