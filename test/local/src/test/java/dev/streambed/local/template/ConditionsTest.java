package dev.streambed.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.local.domain.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionsTest {

  private static final JsonNode SECTION =
      Json.parseLeniently(
              """
              {
                "Equal": {"Fn::Equals": [{"Ref": "A"}, "<A>"]},
                "Unequal": {"Fn::Equals": [{"Ref": "A"}, "B"]},
                "Both": {"Fn::And": [{"Condition": "Equal"}, {"Condition": "Unequal"}]},
                "Either": {"Fn::Or": [{"Condition": "Equal"}, {"Condition": "Unequal"}]},
                "Neither": {"Fn::Not": [{"Condition": "Either"}]},
                "Strange": {"Fn::EachMemberIn": []}
              }
              """)
          .orElseThrow();

  private final Conditions conditions =
      new Conditions(SECTION, new IntrinsicFunctions(new FakeReferenceScope()));

  @ParameterizedTest
  @CsvSource({"Equal, true", "Unequal, false", "Both, false", "Either, true", "Neither, false"})
  void evaluates(String name, boolean expected) {
    assertThat(conditions.holds(name)).isEqualTo(expected);
  }

  @Test
  void namesWhatItDoesNotKnow() {
    assertThatThrownBy(() -> conditions.holds("Strange"))
        .hasMessageContaining("the condition function Fn::EachMemberIn");
    assertThatThrownBy(() -> conditions.holds("Absent")).hasMessage("there is no condition Absent");
  }
}
