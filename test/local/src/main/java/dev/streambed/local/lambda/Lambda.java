package dev.streambed.local.lambda;

import dev.streambed.local.iam.Iam;
import dev.streambed.local.template.Deployment;
import dev.streambed.local.template.Resource;
import dev.streambed.runtimeapi.ResponseSink;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/// Every function of a deployment. Thread-safe.
public final class Lambda implements AutoCloseable {

  /// The largest event of a synchronous invocation, in bytes.
  public static final long EVENT_LIMIT = 6L << 20;

  private final Map<String, RunningVersion> byArn;
  private final List<String> aliases;
  private final FunctionCredentials source;
  private final Semaphore startPermits;
  private final AtomicBoolean closed = new AtomicBoolean();

  private Lambda(FunctionFactory factory, List<String> aliases, FunctionCredentials source) {
    this.byArn = factory.versionsByArn();
    this.aliases = aliases;
    this.source = source;
    this.startPermits = factory.startPermits();
  }

  /// Unpacks and prepares every function; starts no process yet.
  public static Lambda start(Deployment deployment, Iam iam, LambdaOptions options) {
    Clock clock = Clock.systemUTC();
    FunctionCredentials source = new FunctionCredentials(clock);
    return new Lambda(
        new FunctionFactory(deployment, iam, options, source, clock),
        deployment.resources("AWS::Lambda::Alias").stream().map(Resource::ref).toList(),
        source);
  }

  /// Invokes a function and passes its response to the sink; returns when the response has ended.
  public InvocationResult invoke(InvocationRequest invocationRequest, ResponseSink sink)
      throws InterruptedException {
    RunningVersion version = byArn.get(invocationRequest.functionArn());
    if (version == null) {
      return new InvocationResult.Unknown();
    }
    if (invocationRequest.event().length > EVENT_LIMIT) {
      return new InvocationResult.EventTooLarge(EVENT_LIMIT);
    }
    return version.invoke(invocationRequest, sink);
  }

  /// The version behind an ARN, for example `1` or `$LATEST`.
  ///
  /// @return nothing when there is no such function, alias or version
  public Optional<String> version(String functionArn) {
    return Optional.ofNullable(byArn.get(functionArn)).map(RunningVersion::version);
  }

  /// Starts one process of each function ahead of any invocation and waits until they are ready.
  public void warmUp() throws InterruptedException {
    for (RunningVersion version : published()) {
      version.warmUp();
    }
  }

  /// Allows this many more concurrent process starts than the machine has processors.
  public void startMore(int processes) {
    startPermits.release(processes);
  }

  /// Reverts [#startMore].
  public void startFewer(int processes) throws InterruptedException {
    startPermits.acquire(processes);
  }

  /// Every execution environment, oldest first.
  public List<EnvironmentTimeline> timelines() {
    return versions().stream()
        .flatMap(version -> version.members().stream())
        .map(ExecutionEnvironment::timeline)
        .toList();
  }

  /// Kills a function's process, as a crash would.
  ///
  /// @return whether there is such a process
  public boolean kill(long pid) {
    return versions().stream().anyMatch(version -> version.kill(pid));
  }

  /// Makes every later invocation a cold start: idle processes end now, busy ones after their
  /// invocation.
  public void retireAll() {
    versions().forEach(RunningVersion::retireAll);
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      versions().forEach(RunningVersion::close);
      source.close();
    }
  }

  private Collection<RunningVersion> versions() {
    return List.copyOf(new LinkedHashSet<>(byArn.values()));
  }

  // The versions that callers invoke: aliases, if there are any.
  private Collection<RunningVersion> published() {
    Collection<String> names = aliases.isEmpty() ? byArn.keySet() : aliases;
    return List.copyOf(new LinkedHashSet<>(names.stream().map(byArn::get).toList()));
  }
}
