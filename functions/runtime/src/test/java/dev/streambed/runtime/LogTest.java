package dev.streambed.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LogTest {

  private static final MillisClock CLOCK = () -> 1_795_252_502_007L;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Invocation invocation =
      new Invocation("id-1", "", 0, "", "", "tenant", "", "", new byte[0]);

  @Test
  void writesTextAsAwsDoes() {
    LambdaLogger logger = logger("Text", "");

    logger.log("plain");
    logger.log("with level", LogLevel.WARN);
    logger.log("with line end\n");
    logger.log("bytes".getBytes(StandardCharsets.UTF_8));
    logger.log("bytes with level".getBytes(StandardCharsets.UTF_8), LogLevel.ERROR);

    assertThat(lines())
        .isEqualTo("plain\n[WARN] with level\nwith line end\nbytes\nbytes with level\n");
  }

  @Test
  void namesTheRequestInTextWhereTheRuntimeSpeaksItself() {
    Log log = new Log(out, CLOCK, "Text", "");

    log.notice(LogLevel.WARN, "about one", invocation);
    log.notice(LogLevel.WARN, "about none", null);

    assertThat(lines()).isEqualTo("[WARN] about one (request id-1)\n[WARN] about none\n");
  }

  @Test
  void writesJsonAsAwsDoes() {
    logger("JSON", "").log("a \"quoted\"\nmessage", LogLevel.INFO);

    assertThat(lines())
        .isEqualTo(
            "{\"timestamp\":\"2026-11-21T09:15:02.007Z\",\"level\":\"INFO\","
                + "\"message\":\"a \\\"quoted\\\"\\nmessage\",\"AWSRequestId\":\"id-1\","
                + "\"tenantId\":\"tenant\"}\n");
  }

  @Test
  void writesAnExceptionAsJsonWithoutItsMessage() {
    Log log = new Log(out, CLOCK, "JSON", "INFO");

    log.failure("it broke", new IllegalStateException("sk-secret", new IOException("x")), null);

    assertThat(lines())
        .startsWith(
            "{\"timestamp\":\"2026-11-21T09:15:02.007Z\",\"level\":\"ERROR\","
                + "\"message\":\"it broke\",\"errorType\":\"java.lang.IllegalStateException\","
                + "\"stackTrace\":[\"at dev.streambed.runtime.LogTest.")
        .contains("\"caused by java.io.IOException\"")
        .doesNotContain("sk-secret")
        .endsWith("]}\n");
  }

  @Test
  void cutsStacksAndChainsThatNeverEnd() {
    Throwable thrown = new IllegalStateException();
    for (int count = 0; count < 50; count++) {
      thrown = new IllegalStateException(thrown);
    }
    StackTraceElement[] deep = new StackTraceElement[2000];
    Arrays.fill(deep, new StackTraceElement("A", "b", "A.java", 1));
    thrown.setStackTrace(deep);

    assertThat(StackTraceLines.of(thrown))
        .hasSizeLessThan(300)
        .filteredOn("at A.b(A.java:1)"::equals)
        .hasSize(30);
  }

  @Test
  void leavesOutWhatIsBelowTheLevel() {
    LambdaLogger logger = logger("JSON", "WARN");

    logger.log("info", LogLevel.INFO);
    logger.log("bytes".getBytes(StandardCharsets.UTF_8), LogLevel.DEBUG);
    logger.log("warn", LogLevel.WARN);
    logger.log("fatal", LogLevel.FATAL);
    logger.log("no level");

    assertThat(lines().split("\n"))
        .extracting(line -> line.replaceAll(".*\"message\":\"([a-z ]+)\".*", "$1"))
        .containsExactly("warn", "fatal", "no level");
  }

  @Test
  void writesEverythingAtALevelThatItDoesNotKnow() {
    logger("Text", "LOUD").log("trace", LogLevel.TRACE);

    assertThat(lines()).isEqualTo("[TRACE] trace\n");
  }

  @Test
  void failsNobodyWhenItCannotBeWritten() {
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int oneByte) throws IOException {
            throw new IOException("broken pipe");
          }
        };

    new Log(broken, CLOCK, "Text", "").notice(LogLevel.INFO, "lost", null);
  }

  private LambdaLogger logger(String format, String level) {
    return new InvocationLogger(new Log(out, CLOCK, format, level), invocation);
  }

  private String lines() {
    return out.toString(StandardCharsets.UTF_8);
  }
}
