package dev.streambed.gateway.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Small texts that were crafted to be expensive to parse.
class HostileJsonTest {

  private static final long SMALL_STACK = 256 * 1024;

  @ParameterizedTest
  @ValueSource(
      strings = {"%s", "-%s", "0.%s", "1e%s", "1E-%s", "[1,%s]", "{\"a\":{\"b\":%s}}", "1.5e+%s"})
  @Timeout(60)
  void refusesANumberThatIsLongerThanAnyNumber(String form) {
    String text = form.formatted("7".repeat(2_000_000));
    assertThatExceptionOfType(JsonException.class)
        .isThrownBy(() -> Json.read(bytes(text)))
        .withMessageStartingWith("a number of more than 1000 characters at byte ");
    assertThatExceptionOfType(JsonException.class)
        .isThrownBy(() -> JsonMembers.of(bytes("{\"n\":" + text + "}")))
        .withMessageStartingWith("a number of more than 1000 characters at byte ");
  }

  @Test
  void takesTheLongestNumberThatADoubleCanMean() {
    String longest = new BigDecimal(Double.MIN_VALUE).toString();
    assertThat(longest).hasSizeGreaterThan(750);
    assertThat(Json.read(bytes(longest))).isEqualTo(new JsonNumber(longest));
  }

  // Whoever else makes a number: it must not depend on the reader's limit.
  @ParameterizedTest
  @ValueSource(strings = {"%s", "-%s", "0.%s", "1e%s", "1e-%s", "%se-2000000", "%s.5"})
  @Timeout(60)
  void findsTheWholePartInTimeInProportion(String form) {
    var number = new JsonNumber(form.formatted("7".repeat(2_000_000)));
    assertThat(number.integerPart().orElse(0)).isZero();
  }

  @Test
  void countsMembersAndElementsTogetherAndNoMoreThanTheLimit() {
    String most = "{\"a\":[" + "0,".repeat(JsonLimits.VALUES - 2) + "0]}";
    assertThat(Json.read(bytes(most))).isInstanceOf(JsonObject.class);
    assertThat(JsonMembers.of(bytes(most)).list()).hasSize(1);
    for (String more :
        new String[] {
          "{\"a\":[" + "0,".repeat(JsonLimits.VALUES - 1) + "0]}",
          "{\"b\":[],\"a\":[" + "0,".repeat(JsonLimits.VALUES - 2) + "0]}",
          "{" + "\"\":0,".repeat(JsonLimits.VALUES) + "\"\":0}",
          "[" + "[[]],".repeat(JsonLimits.VALUES / 2) + "0]"
        }) {
      assertThatExceptionOfType(JsonException.class)
          .isThrownBy(() -> Json.read(bytes(more)))
          .withMessageStartingWith("more than 250000 members and elements at byte ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":"})
  void needsNoStackForDepth(String open) throws InterruptedException {
    String close = open.equals("[") ? "]" : "}";
    String deep = open.repeat(499) + "1" + close.repeat(499);
    String deepest = open + deep + close;
    String deeper = open.repeat(1_000_000);
    Runnable readsAll =
        () -> {
          assertThat(Json.read(bytes(deepest)).write()).isEqualTo(deepest);
          assertThat(JsonMembers.of(bytes("{\"a\":" + deep + "}")).list()).hasSize(1);
          assertThatExceptionOfType(JsonException.class)
              .isThrownBy(() -> Json.read(bytes(deeper)))
              .withMessageStartingWith("more than 500 levels at byte ");
        };
    runOn(Thread.ofVirtual(), readsAll);
    runOn(task -> new Thread(null, task, "small", SMALL_STACK), readsAll);
  }

  // With a list for each hash, 131,072 names would be compared eight billion times.
  @Test
  @Timeout(120)
  void isNotSlowedDownByNamesThatCollide() {
    String text = HashCollisions.object(17);
    assertThat(((JsonObject) Json.read(bytes(text))).members()).hasSize(1 << 17);
  }

  private interface Threads {
    Thread unstarted(Runnable task);
  }

  private static void runOn(Thread.Builder builder, Runnable task) throws InterruptedException {
    runOn(builder::unstarted, task);
  }

  private static void runOn(Threads threads, Runnable task) throws InterruptedException {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread thread = threads.unstarted(task);
    thread.setUncaughtExceptionHandler((_, thrown) -> failure.set(thrown));
    thread.start();
    assertThat(thread.join(Duration.ofMinutes(1))).isTrue();
    assertThat(failure.get()).isNull();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
