package dev.streambed.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SweepScheduleTest {
  private static final String RULE = "AWS::Events::Rule";

  @Test
  void callsTheAliasEveryFiveMinutesWithOneConstantEvent() {
    var rule = SampleProps.LEAST.only(RULE);
    assertThat(rule.text("/ScheduleExpression")).isEqualTo("rate(5 minutes)");
    assertThat(rule.text("/State")).isEqualTo("ENABLED");
    assertThat(rule.properties().path("Targets")).hasSize(1);
    assertThat(rule.text("/Targets/0/Arn"))
        .isEqualTo("<" + SampleProps.LEAST.named("AWS::Lambda::Alias", "LiveAlias").id() + ">");
    assertThat(rule.text("/Targets/0/Input")).isEqualTo("{\"streambedSweep\":{\"version\":1}}");
    assertThat(rule.text("/Targets/0/RetryPolicy/MaximumRetryAttempts")).isEqualTo("0");
  }

  @Test
  void mayInvokeTheAliasAndOnlyForThisRule() {
    var permissions =
        SampleProps.LEAST.all("AWS::Lambda::Permission").stream()
            .filter(p -> p.text("/Principal").equals("events.amazonaws.com"))
            .toList();
    assertThat(permissions).hasSize(1);
    assertThat(permissions.getFirst().text("/Action")).isEqualTo("lambda:InvokeFunction");
    assertThat(permissions.getFirst().text("/FunctionName"))
        .isEqualTo("<" + SampleProps.LEAST.named("AWS::Lambda::Alias", "LiveAlias").id() + ">");
    assertThat(permissions.getFirst().text("/SourceArn"))
        .isEqualTo("<" + SampleProps.LEAST.only(RULE).id() + ".Arn>");
  }

  @Test
  void runsAsOftenAsTheTeamChoosesOrNever() {
    assertThat(every(Duration.ofHours(1)).only(RULE).text("/ScheduleExpression"))
        .isEqualTo("rate(1 hour)");
    assertThat(every(Duration.ofMinutes(1)).only(RULE).text("/ScheduleExpression"))
        .isEqualTo("rate(1 minute)");
    assertThat(every(Duration.ZERO).all(RULE)).isEmpty();
  }

  private static Template every(Duration interval) {
    return SampleProps.of(SampleProps.least().toBuilder().sweepInterval(interval).build());
  }
}
