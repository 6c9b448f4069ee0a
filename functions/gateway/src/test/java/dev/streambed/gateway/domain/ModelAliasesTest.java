package dev.streambed.gateway.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelAliasesTest {

  private final ModelAliases aliases =
      new ModelAliases(
          Map.of(
              "small", new ModelId("amazon.nova-micro-v1:0"),
              "claude-*", new ModelId("global.anthropic.claude-sonnet"),
              "claude-haiku-*", new ModelId("global.anthropic.claude-haiku")));

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
}
