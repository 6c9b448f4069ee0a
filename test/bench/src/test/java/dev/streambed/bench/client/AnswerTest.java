package dev.streambed.bench.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AnswerTest {

  private static final List<Piece> PIECES =
      List.of(new Piece(10, 110), new Piece(20, 160), new Piece(30, 210), new Piece(40, 210));

  @Test
  void tellsTimesBetweenArrivals() {
    Answer answer = new Answer(100, PIECES, 3);

    assertThat(answer.untilFirstPiece()).isEqualTo(10);
    assertThat(answer.timePerPiece(0, 2)).isEqualTo(50);
    assertThat(answer.messagesPerPiece()).isEqualTo(0.75);
  }

  @Test
  void countsNoTimeAfterAStopThatNoPieceFollowed() {
    Answer answer = new Answer(100, PIECES, 3);

    assertThat(new Stopped(150, answer, 300).untilLastPiece()).isEqualTo(60);
    assertThat(new Stopped(230, answer, 300).untilLastPiece()).isZero();
    assertThat(new Stopped(230, answer, 300).untilEnd()).isEqualTo(70);
  }

  @Test
  void isNotWholeWhenAPieceCameTooEarly() throws IOException {
    new Answer(0, PIECES, 4).requireWhole(4);

    assertThatThrownBy(() -> new Answer(0, PIECES.reversed(), 4).requireWhole(4))
        .isInstanceOf(IOException.class)
        .hasMessage("piece 1 came before one that was sent earlier");
  }
}
