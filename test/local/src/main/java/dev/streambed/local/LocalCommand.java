package dev.streambed.local;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `./streambed local`.
@Command(
    name = "streambed local",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    description = "Runs the synthesized template on this machine until it is stopped with Ctrl-C.",
    footer = {
      "",
      "The scripted model takes directives from the prompt, such as",
      "  [[bedrock pieces=200 interval=20ms]]   [[bedrock throttle=2]]   [[bedrock cut=1500]]",
      "test/bedrock/README.md lists them; test/local/README.md lists the routes of the control endpoint."
    })
final class LocalCommand implements Callable<Integer> {

  static final int DEFAULT_PORT_BASE = 9480;

  private static final int LONGEST_START_SECONDS = 10;
  private static final System.Logger LOG = System.getLogger("dev.streambed.local");

  @Option(
      names = "--assembly",
      paramLabel = "DIR",
      defaultValue = "cdk.out",
      description = "The cloud assembly to run. Default: ${DEFAULT-VALUE}")
  private Path assembly = Path.of("cdk.out");

  @Option(
      names = "--port-base",
      paramLabel = "N",
      defaultValue = "" + DEFAULT_PORT_BASE,
      description = {
        "The first port: N Function URL, N+1 REST API, N+2 WebSocket API, N+3 page, N+4 control, N+5 Bedrock, N+6 DynamoDB, N+7 Lambda's API, N+8 SNS; 0 for any free ones."
            + " Default: ${DEFAULT-VALUE}"
      })
  private int portBase = DEFAULT_PORT_BASE;

  @Option(
      names = "--state",
      paramLabel = "FILE",
      description =
          "Writes URLs, API key and process id as JSON when ready; removed at the end. Another's file is never overwritten.")
  private Optional<Path> state = Optional.empty();

  @Option(
      names = "--bedrock",
      paramLabel = "scripted|replay:DIR|aws|URL",
      defaultValue = "scripted",
      description =
          "Source of the answers: scripted, recorded, the real Bedrock with your credentials, or the endpoint at a URL, whose requests are signed with keys of the local function."
              + " Default: ${DEFAULT-VALUE}")
  private String bedrock = "scripted";

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      defaultValue = "" + LocalStackOptions.DEFAULT_CONCURRENCY,
      description = "How many processes of the function may run at once. Default: ${DEFAULT-VALUE}")
  private int concurrency = LocalStackOptions.DEFAULT_CONCURRENCY;

  @Option(
      names = "--warm",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description =
          "Starts one process of the function ahead of the first call. Default: ${DEFAULT-VALUE}")
  private boolean warm = true;

  @Option(
      names = "--invocation-log",
      paramLabel = "DIR",
      description =
          "The local Bedrock logs its invocations in this folder, as in the bucket of an account's model invocation log. Without counts unless the answers are scripted.")
  private Optional<Path> invocationLog = Optional.empty();

  @Option(
      names = "--tls",
      description =
          "Function URL, REST API and WebSocket API are reached by https and wss too, with a certificate that is made at the start. boto3 sends an API key over https only.")
  private boolean tls;

  @Option(
      names = "--logs",
      paramLabel = "usage|errors|all",
      defaultValue = "all",
      description =
          "Which lines of the function's log are shown: what each answer took, in a line to read; what failed or was refused; or all, as the function writes them."
              + " Default: ${DEFAULT-VALUE}")
  private FunctionLogPrinter.Choice logs = FunctionLogPrinter.Choice.ALL;

  @Mixin private PageAndWebSocketOptions pageAndWebSocketOptions = new PageAndWebSocketOptions();

  private final Map<String, String> environment;
  private final PrintStream out;

  /// @param environment the variables of this process: AWS_REGION sets the region of stacks that
  ///   specify none
  /// @param out receives the banner and the log lines
  LocalCommand(Map<String, String> environment, PrintStream out) {
    this.environment = environment;
    this.out = out;
  }

  @Override
  public Integer call() throws InterruptedException {
    Closer closer = new Closer();
    CountDownLatch started = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(Thread.ofPlatform().unstarted(() -> stop(started, closer)));
    try {
      start(closer);
    } finally {
      started.countDown();
    }
    CountDownLatch never = new CountDownLatch(1);
    never.await();
    return 0;
  }

  private void start(Closer closer) {
    state.ifPresent(path -> new StateFile(path).checkIsFree());
    LocalStack stack = LocalStack.start(options(), closer);
    new StartupBanner(stack, bedrock).lines().forEach(out::println);
    state.ifPresent(path -> closer.add(StateFile.write(path, stack)));
  }

  private LocalStackOptions options() {
    LocalStackOptions options =
        LocalStackOptions.of(assembly)
            .withPorts(new Ports(portBase))
            .withAnswers(new BedrockOption(bedrock).answers())
            .withBedrockEndpoint(new BedrockOption(bedrock).endpoint())
            .withInvocationLog(invocationLog)
            .withTls(tls)
            .withConcurrency(concurrency)
            .withWarmth(warm)
            .withRegion(region())
            .withLog(new FunctionLogPrinter(logs, out));
    return pageAndWebSocketOptions.applyTo(options);
  }

  private String region() {
    return Optional.ofNullable(environment.get("AWS_REGION"))
        .or(() -> Optional.ofNullable(environment.get("AWS_DEFAULT_REGION")))
        .orElse("us-east-1");
  }

  // A start in progress would recreate what was just removed, so it finishes first.
  private static void stop(CountDownLatch started, Closer closer) {
    try {
      if (!started.await(LONGEST_START_SECONDS, TimeUnit.SECONDS)) {
        LOG.log(System.Logger.Level.WARNING, "stopped in the middle of a start");
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
    closer.close();
  }
}
