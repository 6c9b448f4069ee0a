package dev.streambed.cdk;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.RuleTargetInput;
import software.amazon.awscdk.services.events.Schedule;
import software.amazon.awscdk.services.events.targets.LambdaFunction;
import software.amazon.awscdk.services.lambda.Alias;
import software.constructs.Construct;

/**
 * Invokes the function at a fixed rate to settle what failed invocations left behind: their
 * reservations, and the usage records that they could not write.
 */
final class SweepSchedule extends Construct {
  /** The event that the function receives; no other source sends one of this form. */
  private static final Map<String, Object> EVENT = Map.of("streambedSweep", Map.of("version", 1));

  SweepSchedule(Construct scope, String id, Alias live, java.time.Duration interval) {
    super(scope, id);
    // A rule instead of EventBridge Scheduler, because it needs no role to invoke the function.
    var rule =
        Rule.Builder.create(this, "Rule")
            .description("Streambed: settles what invocations that died have left behind")
            .schedule(Schedule.rate(Duration.minutes(interval.toMinutes())))
            .targets(
                List.of(
                    LambdaFunction.Builder.create(live)
                        .event(RuleTargetInput.fromObject(EVENT))
                        .retryAttempts(0)
                        .build()))
            .build();
    NagAcknowledgment.accept(
        rule,
        "Serverless-EventBusDLQ",
        "A sweep that was missed is done by the next, with its own");
  }
}
