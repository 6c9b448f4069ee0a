package dev.streambed.cli.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ApiKeyTest {

  @Test
  void isNeverTheSame() {
    Set<String> made = new HashSet<>();
    SecureRandom random = new SecureRandom();
    for (int at = 0; at < 1000; at++) {
      String token = ApiKey.random(random).reveal();
      assertThat(ApiKey.isWhole(token)).isTrue();
      assertThat(made.add(token)).isTrue();
    }
  }

  @Test
  void hashesAsTheGatewayDoes() {
    // printf '%s' "sb_AAAA…" | sha256sum
    assertThat(ApiKey.hashOf("sb_" + "A".repeat(43)))
        .isEqualTo("bb99c2fba067c570449f91f21b97a3e07c4e0327d9818a9724d4f32a29263de1");
  }

  @Test
  void showsNoMoreThanItsPrefix() {
    ApiKey apiKey = ApiKey.random(new SecureRandom());
    assertThat(apiKey.toString()).hasSize(12).startsWith(apiKey.prefix());
    assertThat(ApiKey.redact("not '" + apiKey.reveal() + "' here"))
        .isEqualTo("not '" + apiKey.prefix() + "…' here");
    assertThat(ApiKey.redact(apiKey.prefix())).isEqualTo(apiKey.prefix());
  }
}
