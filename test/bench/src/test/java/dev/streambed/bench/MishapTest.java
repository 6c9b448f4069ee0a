package dev.streambed.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Test;

final class MishapTest {

  @Test
  void tellsWhatOurOwnCodeSaidAndWhere() {
    Exception inner = new IllegalStateException("status 500");

    assertThat(new Mishap(new IOException("a caller failed", inner)).words())
        .matches("a caller failed: status 500 \\(MishapTest\\.java, line \\d+\\)");
  }

  @Test
  void keepsWhatALibrarySaysToItself() {
    IllegalArgumentException foreign = foreign();

    assertThat(foreign).hasMessageContaining("secret");
    assertThat(new Mishap(new IOException("a caller failed", foreign)).words())
        .startsWith("a caller failed: IllegalArgumentException: URISyntaxException (")
        .doesNotContain("secret");
  }

  @Test
  void staysWithinALineOfTheTable() {
    String words = new Mishap(new IOException("a | b\tc " + "d".repeat(300) + "\nsecond")).words();

    assertThat(words).startsWith("a   b c ddd").hasSizeLessThan(260).doesNotContain("|", "second");
  }

  @Test
  void namesTheKindWhereNothingWasSaid() {
    assertThat(new Mishap(new ArithmeticException()).words()).startsWith("ArithmeticException (");
  }

  private static IllegalArgumentException foreign() {
    try {
      URI.create("a secret that is no URI");
      throw new AssertionError("that is a URI");
    } catch (IllegalArgumentException failed) {
      return failed;
    }
  }
}
