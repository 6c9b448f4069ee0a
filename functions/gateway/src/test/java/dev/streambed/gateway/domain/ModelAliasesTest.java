package dev.streambed.gateway.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelAliasesTest {

  private final ModelAliases aliases =
      new ModelAliases(
          Map.of(
              "small", targets("amazon.nova-micro-v1:0|us.amazon.nova-micro-v1:0|a.b@eu-west-1"),
              "claude-*", targets("global.anthropic.claude-sonnet"),
              "claude-haiku-*", targets("global.anthropic.claude-haiku")));

  @ParameterizedTest
  @CsvSource({
    "small, amazon.nova-micro-v1:0",
    "smaller, smaller",
    "claude-opus-9, global.anthropic.claude-sonnet",
    "claude-haiku-4-5, global.anthropic.claude-haiku",
    "claude-, global.anthropic.claude-sonnet",
    "global.anthropic.claude-opus, global.anthropic.claude-opus"
  })
  void areOtherNamesOfModels(String name, String model) {
    assertThat(aliases.model(name)).contains(new ModelId(model));
  }

  @Test
  void leaveWhatNoModelCanBeCalled() {
    assertThat(aliases.model("a b")).isEmpty();
    assertThat(ModelAliases.NONE.model("small")).contains(new ModelId("small"));
  }

  @Test
  void namesOnlyThoseThatStandForOneName() {
    assertThat(aliases.names()).containsOnlyKeys("small");
  }

  @Test
  void standsForOneModelWhateverItIsCalled() {
    ModelId model = new ModelId("a.b");
    assertThat(ModelAliases.allTo(model).model("c.d")).contains(model);
  }

  @Test
  void passOverInACallWhatItsCallerMayNotUse() {
    CallModelResolver all = new CallModelResolver(aliases, _ -> true);
    assertThat(all.model("small")).contains(new ModelId("amazon.nova-micro-v1:0"));
    assertThat(all.chosen()).isEqualTo(aliases.targets("small"));
    CallModelResolver some =
        new CallModelResolver(aliases, target -> target.model().value().equals("a.b"));
    assertThat(some.model("small")).contains(new ModelId("a.b"));
    assertThat(some.chosen()).containsExactly(new ModelTarget(new ModelId("a.b"), "eu-west-1"));
    assertThat(some.model("amazon.nova-micro-v1:0"))
        .contains(new ModelId("amazon.nova-micro-v1:0"));
    assertThat(some.chosen()).isEmpty();
  }

  @Test
  void standInACallForTheirFirstModelWhenItsCallerMayUseNone() {
    CallModelResolver none = new CallModelResolver(aliases, _ -> false);
    assertThat(none.model("small")).contains(new ModelId("amazon.nova-micro-v1:0"));
    assertThat(none.chosen()).hasSize(1);
  }

  private static List<ModelTarget> targets(String text) {
    return Stream.of(text.split("\\|")).flatMap(each -> ModelTarget.parse(each).stream()).toList();
  }
}
