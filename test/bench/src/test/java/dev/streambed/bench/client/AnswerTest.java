package dev.streambed.bench.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AnswerTest {

  private static final List<Chunk> CHUNKS =
      List.of(new Chunk(10, 110), new Chunk(20, 160), new Chunk(30, 210), new Chunk(40, 210));

  @Test
  void tellsTimesBetweenArrivals() {
    Answer answer = new Answer(100, CHUNKS, 3);

    assertThat(answer.timeToFirstChunk()).isEqualTo(10);
    assertThat(answer.timePerChunk(0, 2)).isEqualTo(50);
    assertThat(answer.messagesPerChunk()).isEqualTo(0.75);
  }

  @Test
  void countsNoTimeAfterAStopThatNoPieceFollowed() {
    Answer answer = new Answer(100, CHUNKS, 3);

    assertThat(new StoppedAnswer(150, answer, 300).timeToLastChunk()).isEqualTo(60);
    assertThat(new StoppedAnswer(230, answer, 300).timeToLastChunk()).isZero();
    assertThat(new StoppedAnswer(230, answer, 300).timeToEnd()).isEqualTo(70);
  }

  @Test
  void isNotWholeWhenAPieceCameTooEarly() throws IOException {
    new Answer(0, CHUNKS, 4).requireWhole(4);

    assertThatThrownBy(() -> new Answer(0, CHUNKS.reversed(), 4).requireWhole(4))
        .isInstanceOf(IOException.class)
        .hasMessage("piece 1 came before one that was sent earlier");
  }
}
