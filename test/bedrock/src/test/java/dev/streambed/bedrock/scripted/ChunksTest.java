package dev.streambed.bedrock.scripted;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChunksTest {

  @Test
  void cutsJsonIntoAboutFivePieces() {
    assertThat(Chunks.Slices.of("{\"river\":\"Rhine\"}").slices())
        .isEqualTo(List.of("{\"ri", "ver\"", ":\"Rh", "ine\"", "}"));
    assertThat(Chunks.Slices.of("{}").slices()).containsExactly("{}");
  }

  @Test
  void keepsTheHalvesOfAnEmojiTogetherAndLinesAsTheyAre() {
    Chunks.Slices slices = Chunks.Slices.of("{\n🌊🌊\n}");
    assertThat(slices.slices()).containsExactly("{\n🌊", "🌊\n}");
    assertThat(slices.joined()).isEqualTo("{\n🌊🌊\n}");
  }

  @Test
  void isShorterWhenItIsLimited() {
    Chunks limited = Chunks.Slices.of("{\"river\":\"Rhine\"}").atMost(2);
    assertThat(limited.count()).isEqualTo(2);
    assertThat(limited.joined()).isEqualTo("{\"river\"");
    assertThat(limited.length()).isEqualTo(8);
  }
}
