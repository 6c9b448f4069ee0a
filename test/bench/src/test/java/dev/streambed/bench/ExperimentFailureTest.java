package dev.streambed.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Test;

final class ExperimentFailureTest {

  @Test
  void tellsWhatOurOwnCodeSaidAndWhere() {
    Exception inner = new IllegalStateException("status 500");

    assertThat(new ExperimentFailure(new IOException("a caller failed", inner)).message())
        .matches("a caller failed: status 500 \\(ExperimentFailureTest\\.java, line \\d+\\)");
  }

  @Test
  void keepsWhatALibrarySaysToItself() {
    IllegalArgumentException foreign = foreign();

    assertThat(foreign).hasMessageContaining("secret");
    assertThat(new ExperimentFailure(new IOException("a caller failed", foreign)).message())
        .startsWith("a caller failed: IllegalArgumentException: URISyntaxException (")
        .doesNotContain("secret");
  }

  @Test
  void staysWithinALineOfTheTable() {
    String words =
        new ExperimentFailure(new IOException("a | b\tc " + "d".repeat(300) + "\nsecond"))
            .message();

    assertThat(words).startsWith("a   b c ddd").hasSizeLessThan(260).doesNotContain("|", "second");
  }

  @Test
  void namesTheKindWhereNothingWasSaid() {
    assertThat(new ExperimentFailure(new ArithmeticException()).message())
        .startsWith("ArithmeticException (");
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
