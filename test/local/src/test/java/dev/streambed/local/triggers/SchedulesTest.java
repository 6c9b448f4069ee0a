package dev.streambed.local.triggers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.local.Eventually;
import dev.streambed.local.LocalStack;
import dev.streambed.local.LocalStackOptions;
import dev.streambed.local.SampleAssembly;
import dev.streambed.local.domain.LocalStackException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway.Init") // set before each test
class SchedulesTest {

  private static final String LOG_LINE = "to stderr";

  @TempDir private Path folder;
  private SampleAssembly assembly;
  private final List<String> log = new CopyOnWriteArrayList<>();

  @BeforeEach
  void synthesize() {
    assembly = SampleAssembly.in(folder);
  }

  @Test
  void firesAtOnceWithTheRulesOwnEvent() throws Exception {
    try (LocalStack stack = start()) {
      assertThat(stack.schedules().names()).hasSize(1);
      assertThat(fire(stack)).hasSize(1);
      Eventually.until(() -> log.contains(LOG_LINE));
    }
  }

  @Test
  void cannotInvokeWhatDoesNotPermitIt() {
    assembly.without("SweepPermission");
    try (LocalStack stack = start()) {
      assertThat(fire(stack)).isEmpty();
    }
  }

  @Test
  void isNotPermittedByAnotherRulesPermission() {
    assembly.change(
        "SweepPermission",
        permission -> permission.put("SourceArn", "arn:aws:events:us-east-1:123456789012:rule/x"));
    try (LocalStack stack = start()) {
      assertThat(fire(stack)).isEmpty();
    }
  }

  @Test
  void aDisabledRuleDoesNotFire() {
    assembly.change("Sweep", rule -> rule.put("State", "DISABLED"));
    try (LocalStack stack = start()) {
      assertThat(fire(stack)).isEmpty();
    }
  }

  @Test
  void knowsNoOtherRule() {
    try (LocalStack stack = start()) {
      assertThat(stack.schedules().fire("none")).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"cron(0 10 * * ? *)", "rate(0 minutes)", "rate(5)", "at(2026-01-01)"})
  void refusesEveryOtherSchedule(String expression) {
    assembly.change("Sweep", rule -> rule.put("ScheduleExpression", expression));
    assertThatThrownBy(() -> start().close())
        .isInstanceOf(LocalStackException.class)
        .hasMessageContaining("the property ScheduleExpression of AWS::Events::Rule Sweep");
  }

  @Test
  void refusesAnEventThatIsMadeOfAnother() {
    assembly.change(
        "Sweep", rule -> ((ObjectNode) rule.path("Targets").path(0)).put("InputPath", "$.detail"));
    assertThatThrownBy(() -> start().close())
        .isInstanceOf(LocalStackException.class)
        .hasMessageContaining("Targets.InputPath");
  }

  private LocalStack start() {
    return LocalStack.start(LocalStackOptions.of(folder).withLog((_, line) -> log.add(line)));
  }

  private static List<String> fire(LocalStack stack) {
    return stack.schedules().fire(stack.schedules().names().getFirst()).orElseThrow();
  }
}
