package dev.streambed.local.triggers;

import dev.streambed.local.iam.FunctionPolicy;
import dev.streambed.local.invoke.LambdaEndpoint;
import dev.streambed.local.template.Deployment;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// The rules of a deployment. Thread-safe; the code that starts them closes them.
public final class Schedules implements AutoCloseable {

  private static final String SERVICE = "events.amazonaws.com";

  private final List<ScheduleRule> rules;
  private final FunctionPolicy policy;
  private final LambdaEndpoint lambda;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("schedules").factory());

  private Schedules(List<ScheduleRule> rules, FunctionPolicy policy, LambdaEndpoint lambda) {
    this.rules = rules;
    this.policy = policy;
    this.lambda = lambda;
  }

  /// Reads every declared rule. None fires before [#start()].
  ///
  /// @param lambda accepts the invocations
  /// @throws dev.streambed.local.domain.LocalStackException when a rule is of another type
  public static Schedules of(Deployment deployment, LambdaEndpoint lambda) {
    List<ScheduleRule> rules =
        deployment.resources("AWS::Events::Rule").stream().map(ScheduleRule::of).toList();
    return new Schedules(rules, FunctionPolicy.of(deployment), lambda);
  }

  /// Starts the clock: from now on every rule fires at its rate.
  public void start() {
    for (ScheduleRule rule : rules) {
      long interval = rule.interval().toSeconds();
      Future<?> _ =
          timer.scheduleAtFixedRate(() -> fire(rule), interval, interval, TimeUnit.SECONDS);
    }
  }

  /// Every rule's name.
  public List<String> names() {
    return rules.stream().map(ScheduleRule::name).toList();
  }

  /// Fires a rule now.
  ///
  /// @return the ids of the started invocations, without targets that do not permit it; nothing
  ///   when there is no such rule
  public Optional<List<String>> fire(String name) {
    return rules.stream().filter(rule -> rule.name().equals(name)).findFirst().map(this::fire);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  private List<String> fire(ScheduleRule rule) {
    if (!rule.isEnabled()) {
      return List.of();
    }
    return rule.targets().stream()
        .filter(target -> policy.allowsService(target.functionArn(), SERVICE, rule.arn()))
        .map(target ->
            lambda.accept(target.functionArn(), target.input().getBytes(StandardCharsets.UTF_8)))
        .toList();
  }
}
