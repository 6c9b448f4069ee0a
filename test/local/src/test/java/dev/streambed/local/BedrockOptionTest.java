package dev.streambed.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streambed.local.domain.LocalStackException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BedrockOptionTest {

  @Test
  void hasAnEndpointOfItsOwnOnlyForAUrl() {
    assertThat(new BedrockOption("https://vpce-1.example.com:8443/base").endpoint())
        .contains(URI.create("https://vpce-1.example.com:8443/base"));
    assertThat(new BedrockOption("scripted").endpoint()).isEmpty();
    assertThat(new BedrockOption("replay:folder").endpoint()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://", "http:///path", "https://host?x=1", "https://a b", "http://me:pw@host"})
  void refusesWhatIsNoEndpoint(String text) {
    assertThatThrownBy(() -> new BedrockOption(text).endpoint())
        .isInstanceOf(LocalStackException.class)
        .hasMessageContaining("--bedrock: no URL of an endpoint");
  }
}
