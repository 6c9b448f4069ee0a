package dev.streambed.local.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class QueryStringTest {

  @Test
  void keepsEveryValueInItsOrder() {
    assertThat(QueryString.of("a=1&b=2&a=3").values())
        .containsEntry("a", List.of("1", "3"))
        .containsEntry("b", List.of("2"))
        .hasSize(2);
  }

  @Test
  void undoesEscapes() {
    assertThat(QueryString.of("a%20b=c+d%26&e=%zz").values())
        .containsEntry("a b", List.of("c d&"))
        .containsEntry("e", List.of("%zz"));
  }

  @Test
  void takesAParameterWithoutAValue() {
    assertThat(QueryString.of("flag&a=").values())
        .containsEntry("flag", List.of(""))
        .containsEntry("a", List.of(""));
    assertThat(QueryString.of("").isEmpty()).isTrue();
  }
}
