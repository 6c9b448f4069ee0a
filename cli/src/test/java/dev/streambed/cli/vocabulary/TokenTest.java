package dev.streambed.cli.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TokenTest {

  @Test
  void isNeverTheSame() {
    Set<String> made = new HashSet<>();
    SecureRandom random = new SecureRandom();
    for (int at = 0; at < 1000; at++) {
      String token = Token.random(random).reveal();
      assertThat(Token.isWhole(token)).isTrue();
      assertThat(made.add(token)).isTrue();
    }
  }

  @Test
  void hashesAsTheGatewayDoes() {
    // printf '%s' "sb_AAAA…" | sha256sum
    assertThat(Token.hashOf("sb_" + "A".repeat(43)))
        .isEqualTo("bb99c2fba067c570449f91f21b97a3e07c4e0327d9818a9724d4f32a29263de1");
  }

  @Test
  void showsNoMoreThanItsPrefix() {
    Token token = Token.random(new SecureRandom());
    assertThat(token.toString()).hasSize(12).startsWith(token.prefix());
    assertThat(Token.hideIn("not '" + token.reveal() + "' here"))
        .isEqualTo("not '" + token.prefix() + "…' here");
    assertThat(Token.hideIn(token.prefix())).isEqualTo(token.prefix());
  }
}
