package dev.streambed.gateway.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.domain.Chunk;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReasoningTagParserTest {

  /// Split at every two positions, and into single characters: the result is always the same.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "<reasoning>hm</reasoning>Mouth|hm|Mouth",
        "<reasoning>a</reasoning><reasoning>b</reasoning>c|ab|c",
        "<reasoning>a<b </r></reasonin></reasoning>c|a<b </r></reasonin>|c",
        "<reasoning>🌊</reasoning>🌊|🌊|🌊",
        "<reasoning>never closed</reas|never closed</reas|''",
        "<reasoning></reasoning>Mouth|''|Mouth",
        "<reason>Mouth|''|<reason>Mouth",
        "<reaso|''|<reaso",
        "Mouth <reasoning>hm</reasoning>|''|Mouth <reasoning>hm</reasoning>",
        "<reasoning>a</reasoning>b<reasoning>c</reasoning>|a|b<reasoning>c</reasoning>",
        " <reasoning>a</reasoning>|''| <reasoning>a</reasoning>",
        "<reasoning>a</reasoning> <reasoning>b</reasoning>|a| <reasoning>b</reasoning>"
      })
  void tellsReasoningFromTextWhereverItIsCut(String content, String reasoning, String text) {
    for (int first = 0; first <= content.length(); first++) {
      for (int second = first; second <= content.length(); second++) {
        String[] cuts = {
          content.substring(0, first), content.substring(first, second), content.substring(second)
        };
        assertThat(told(cuts))
            .as("cut at %d and %d", first, second)
            .isEqualTo(reasoning + "|" + text);
      }
    }
    assertThat(told(content.split(""))).isEqualTo(reasoning + "|" + text);
  }

  @Test
  void showsReasoningAtOnceThatCannotBecomeTheClosingTag() {
    ReasoningTagParser tags = new ReasoningTagParser(Chunk.Event::new);
    assertThat(tags.read("<reasoning>hm, <")).containsExactly(new Chunk.Event("hm, "));
    assertThat(tags.read("/r")).isEmpty();
    assertThat(tags.read("iver")).containsExactly(new Chunk.Event("</river"));
  }

  @Test
  void showsTextAtOnceThatCannotBecomeTheOpeningTag() {
    ReasoningTagParser tags = new ReasoningTagParser(Chunk.Event::new);
    assertThat(tags.read("<")).isEmpty();
    assertThat(tags.read("b>")).containsExactly(new Chunk.Text("<b>"));
    assertThat(tags.read("<reasoning")).containsExactly(new Chunk.Text("<reasoning"));
    assertThat(tags.rest()).isEmpty();
  }

  /// A quadratic parser would need minutes for this.
  @Test
  void readsAMillionCharactersThatLookLikeTags() {
    ReasoningTagParser tags = new ReasoningTagParser(Chunk.Event::new);
    List<Chunk> chunks = new ArrayList<>(tags.read("<reasoning>"));
    String teaser = "</reasoning".repeat(100_000);
    chunks.addAll(tags.read(teaser));
    chunks.addAll(tags.rest());
    assertThat(chunks.stream().mapToInt(chunk -> ((Chunk.Event) chunk).json().length()).sum())
        .isEqualTo(teaser.length());
  }

  private static String told(String... cuts) {
    ReasoningTagParser tags = new ReasoningTagParser(Chunk.Event::new);
    List<Chunk> chunks = new ArrayList<>();
    for (String cut : cuts) {
      chunks.addAll(tags.read(cut));
    }
    chunks.addAll(tags.rest());
    StringBuilder reasoning = new StringBuilder();
    StringBuilder text = new StringBuilder();
    for (Chunk chunk : chunks) {
      switch (chunk) {
        case Chunk.Event(String bit) -> reasoning.append(whole(bit));
        case Chunk.Text(String bit) -> text.append(bit);
        case Chunk.Frame frame -> throw new AssertionError(frame);
      }
    }
    return reasoning + "|" + text;
  }

  private static String whole(String bit) {
    assertThat(SurrogatePairJoiner.endsInHighSurrogate(bit)).as(bit).isFalse();
    return bit;
  }
}
