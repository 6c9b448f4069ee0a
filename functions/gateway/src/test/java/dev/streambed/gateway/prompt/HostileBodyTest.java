package dev.streambed.gateway.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.domain.ModelAliases;
import dev.streambed.gateway.domain.Payload;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileBodyTest {

  private static final int SMALL_STACK = 256 * 1024;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "max_tokens",
        "maxTokenCount",
        "temperature",
        "stream",
        "modelId",
        "inferenceConfig"
      })
  @Timeout(60)
  void refusesTwoMillionDigitsWhereverTheyStand(String member) {
    String digits = "9".repeat(2_000_000);
    for (String value :
        new String[] {digits, "{\"maxTokens\":" + digits + "}", "[" + digits + "]"}) {
      String body = "{\"model\":\"m\",\"" + member + "\":" + value + "}";
      assertThat(complaint(body)).startsWith("The body has a number of more than 1000 characters");
      assertThat(complaintOfMessage(body))
          .startsWith("The body has a number of more than 1000 characters");
    }
  }

  @Test
  void saysWhichLimitABodyIsOver() {
    assertThat(complaint("{\"model\":\"m\",\"a\":" + "[".repeat(600)))
        .isEqualTo("The body has more than 500 levels at byte 517.");
    assertThat(complaint("{\"model\":\"m\"" + ",\"\":0".repeat(1_000) + "}"))
        .isEqualTo("The body has more than 1000 members at its top level at byte 5011.");
    assertThat(complaint("{\"model\":\"m\",\"a\":[" + "0,".repeat(300_000) + "0]}"))
        .startsWith("The body has more than 250000 members and elements at byte ");
  }

  @Test
  void comparesDeepNamesOfModelsOnASmallStack() throws InterruptedException {
    String deep = "[".repeat(499) + "]".repeat(499);
    String body = "{\"model\":" + deep + ",\"modelId\":" + deep + "}";
    AtomicReference<Object> seen = new AtomicReference<>("nothing");
    Thread thread = new Thread(null, () -> seen.set(complaint(body)), "small", SMALL_STACK);
    thread.setUncaughtExceptionHandler((_, thrown) -> seen.set(thrown));
    thread.start();
    assertThat(thread.join(Duration.ofMinutes(1))).isTrue();
    assertThat(seen.get()).isEqualTo("modelId is required and must be a string.");
  }

  private static String complaint(String body) {
    return sentence(ModelRequestReader.read(payload(body), false, ModelAliases.NONE));
  }

  private static String complaintOfMessage(String body) {
    return sentence(ModelRequestReader.readMessage(payload(body), ModelAliases.NONE));
  }

  private static String sentence(ParsedRequest parsedRequest) {
    return ((ParsedRequest.Invalid) parsedRequest).problem().sentence();
  }

  private static Payload payload(String body) {
    return Payload.of(body.getBytes(StandardCharsets.UTF_8));
  }
}
