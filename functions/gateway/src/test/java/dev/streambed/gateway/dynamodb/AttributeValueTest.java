package dev.streambed.gateway.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AttributeValueTest {

  @Test
  void hasNothingForOtherTypes() {
    AttributeValue text = AttributeValue.fromS("1");
    assertThat(text.n()).isNull();
    assertThat(text.b()).isNull();
    assertThat(text.bool()).isNull();
    assertThat(text.isNul()).isFalse();
    assertThat(text.ss()).isEmpty();
    assertThat(text.ns()).isEmpty();
    assertThat(text.bs()).isEmpty();
    assertThat(text.l()).isEmpty();
    assertThat(text.hasM()).isFalse();
    assertThat(text.m()).isEmpty();
    assertThat(AttributeValue.fromN("1").s()).isNull();
  }

  @Test
  void isEqualOnlyToTheSameTypeAndValue() {
    assertThat(AttributeValue.fromS("1"))
        .isEqualTo(AttributeValue.fromS("1"))
        .hasSameHashCodeAs(AttributeValue.fromS("1"))
        .isNotEqualTo(AttributeValue.fromN("1"))
        .isNotEqualTo(AttributeValue.fromS("2"));
    assertThat(AttributeValue.fromSs(List.of("1")))
        .isNotEqualTo(AttributeValue.fromNs(List.of("1")));
    assertThat(AttributeValue.fromB(new byte[] {1}))
        .isEqualTo(AttributeValue.fromB(new byte[] {1}));
  }

  @Test
  void keepsBytes() {
    byte[] bytes = {0, -1, 127};
    assertThat(AttributeValue.fromB(bytes).b()).isEqualTo(bytes);
    assertThat(AttributeValue.fromBs(List.of(bytes)).bs()).containsExactly(bytes);
  }

  @Test
  void doesNotChangeWithWhatItWasMadeFrom() {
    List<String> texts = new ArrayList<>(List.of("a"));
    Map<String, AttributeValue> members = new HashMap<>(Map.of("a", AttributeValue.fromNul()));
    AttributeValue set = AttributeValue.fromSs(texts);
    AttributeValue map = AttributeValue.fromM(members);
    texts.clear();
    members.clear();
    assertThat(set.ss()).containsExactly("a");
    assertThat(map.m()).containsOnlyKeys("a");
  }
}
