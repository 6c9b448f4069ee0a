package dev.streambed.bedrock.scripted;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.bedrock.family.CacheUsage;
import dev.streambed.bedrock.protocol.Json;
import dev.streambed.bedrock.protocol.ModelId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromptCacheTest {

  private static final String CLAUDE = "us.anthropic.claude-sonnet-5";
  private static final String NOVA = "amazon.nova-lite-v1:0";
  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
  private static final String LONG = "a".repeat(8000);
  private static final String SYSTEM =
      "{'system':[{'text':'"
          + LONG
          + "'},{'cachePoint':{'type':'default'%s}}],'messages':["
          + "{'role':'user','content':[{'text':'%s'}]}]}";
  private static final String ANTHROPIC =
      "{'system':[{'type':'text','text':'"
          + LONG
          + "','cache_control':{'type':'ephemeral'}}],"
          + "'messages':[{'role':'user','content':'%s'}]}";

  private final PromptCache cache = new PromptCache();

  @ParameterizedTest
  @ValueSource(strings = {CLAUDE, NOVA})
  void writesAPromptOnceAndReadsItThen(String model) {
    assertThat(use(model, SYSTEM.formatted("", "Hi"), NOW)).isEqualTo(new CacheUsage(0, 2000, 0));
    assertThat(use(model, SYSTEM.formatted("", "And?"), NOW)).isEqualTo(new CacheUsage(2000, 0, 0));
    assertThat(use(model + ":1", SYSTEM.formatted("", "Hi"), NOW).read()).isZero();
  }

  @Test
  void readsMarksOfAnthropicToo() {
    assertThat(use(CLAUDE, ANTHROPIC.formatted("Hi"), NOW)).isEqualTo(new CacheUsage(0, 2000, 0));
    assertThat(use(CLAUDE, ANTHROPIC.formatted("And?"), NOW)).isEqualTo(new CacheUsage(2000, 0, 0));
  }

  @Test
  void writesOnlyWhatAConversationHasGrownBy() {
    String turn =
        "{'role':'user','content':[{'text':'"
            + LONG
            + "'}%s]},{'role':'assistant','content':"
            + "[{'text':'b'}]},";
    String last = "{'role':'user','content':[{'text':'Hi'}%s]}]}";
    String point = ",{'cachePoint':{'type':'default'}}";
    String two = "{'messages':[" + turn.formatted(point) + last.formatted("");
    assertThat(use(CLAUDE, two, NOW)).isEqualTo(new CacheUsage(0, 2000, 0));
    String three =
        "{'messages':[" + turn.formatted("") + turn.formatted(point) + last.formatted("");
    assertThat(use(CLAUDE, three, NOW)).isEqualTo(new CacheUsage(2000, 2000, 0));
  }

  @Test
  void forgetsWhatWasNotUsedForFiveMinutesOrAnHour() {
    String hour = SYSTEM.formatted(",'ttl':'1h'", "Hi");
    assertThat(use(CLAUDE, hour, NOW)).isEqualTo(new CacheUsage(0, 0, 2000));
    assertThat(use(CLAUDE, hour, NOW.plus(Duration.ofMinutes(59))).read()).isEqualTo(2000);
    String plain = SYSTEM.formatted("", "Hi");
    assertThat(use(NOVA, plain, NOW).written()).isEqualTo(2000);
    Instant used = NOW.plus(Duration.ofMinutes(4));
    assertThat(use(NOVA, plain, used).read()).isEqualTo(2000);
    assertThat(use(NOVA, plain, used.plus(Duration.ofMinutes(5))))
        .isEqualTo(new CacheUsage(0, 2000, 0));
  }

  @Test
  void passesOverShortPromptsAndThoseWithoutAMark() {
    assertThat(use(CLAUDE, SYSTEM.formatted("", "Hi").replace(LONG, "a".repeat(4000)), NOW))
        .isEqualTo(CacheUsage.NONE);
    assertThat(use(CLAUDE, ANTHROPIC.formatted("Hi").replace("cache_control", "other"), NOW))
        .isEqualTo(CacheUsage.NONE);
    assertThat(use("meta.llama3-8b-instruct-v1:0", SYSTEM.formatted("", "Hi"), NOW))
        .isEqualTo(CacheUsage.NONE);
  }

  private CacheUsage use(String model, String body, Instant now) {
    JsonNode json =
        Json.read(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8)).orElseThrow();
    return cache.use(ModelId.of(model).orElseThrow(), json, 100_000, now);
  }
}
