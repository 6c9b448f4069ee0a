package dev.streambed.gateway.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

  private static final String LETTERS =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  private static final List<String> FRAMES =
      List.of(
          "%s",
          "before %s after",
          "User: %s is not authorized",
          "(%s)",
          "\"%s\"",
          "'%s',",
          "`%s`;",
          "{\"account\":\"%s\"}",
          "messages.0.content: %s.",
          "id=%s&more=1",
          "<%s>",
          "[%s]",
          "x: %s, y: %<s",
          "https://console.aws.amazon.com/bedrock?x=%s#y",
          "path/to/%s/more",
          "line\n%s\nline",
          "ünï→%s←ünï");

  /// Secrets, with the part that must never appear.
  private static final List<Function<Random, Secret>> SECRETS =
      List.of(
          random -> Secret.of(digits(random, 12)),
          random -> {
            String account = digits(random, 12);
            String role = word(random, 5 + random.nextInt(30));
            return new Secret(
                "arn:aws-us-gov:sts::%s:assumed-role/%s/%s".formatted(account, role, role),
                List.of(account, role));
          },
          random -> {
            String name = "k" + word(random, 12);
            return new Secret(
                "arn:aws:bedrock:eu-west-1:%s:application-inference-profile/%s"
                    .formatted(digits(random, 12), name),
                List.of(name, "arn:"));
          },
          random -> Secret.of("AKIA" + word(random, 16).toUpperCase(Locale.ROOT)),
          random -> Secret.of("ASIA" + word(random, 16).toUpperCase(Locale.ROOT)),
          random -> Secret.of("aA1" + word(random, 37)),
          random -> Secret.of("sb_" + "aA1" + word(random, 40)),
          random -> Secret.of("sk-ant-" + word(random, 30)),
          random -> Secret.of("eyJ" + word(random, 30) + "." + word(random, 60)),
          random -> Secret.of(new UUID(random.nextLong(), random.nextLong()).toString()),
          random -> Secret.of("req_011" + word(random, 21)),
          random -> Secret.of("10.%d.%d.%d".formatted(octet(random), octet(random), octet(random))),
          random -> Secret.of("fd00:%x:%x::%x".formatted(part(random), part(random), part(random))),
          random -> Secret.of("h" + word(random, 9) + ".eu-west-1.amazonaws.com"),
          random -> Secret.of("ip-10-0-%d-%d.ec2.internal".formatted(octet(random), octet(random))),
          random -> Secret.of("vpce-0" + hex(random, 16)),
          random -> Secret.of(hex(random, 64)),
          random -> Secret.of("m" + word(random, 8) + "@example.com"));

  private record Secret(String text, List<String> parts) {

    static Secret of(String text) {
      return new Secret(text, List.of(text));
    }
  }

  @Test
  void letsNoSecretOut() {
    Random random = new Random(10);
    for (int round = 0; round < 4_000; round++) {
      Secret secret = SECRETS.get(random.nextInt(SECRETS.size())).apply(random);
      String frame = FRAMES.get(random.nextInt(FRAMES.size()));
      String text = filler(random) + frame.formatted(secret.text()) + filler(random);
      String shown = RawFailureMessage.of(text).masked();
      assertThat(shown).as(text).doesNotContain(secret.parts());
      assertThat(shown).hasSizeLessThanOrEqualTo(500);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "max_tokens: 100000 > 64000, which is the maximum for claude-haiku-4-5-20251001",
        "messages.0.content.2.image.source.bytes: image exceeds 5 MB maximum: 7167852 bytes",
        "messages: roles must alternate between \"user\" and \"assistant\"",
        "Malformed input request: #/messages/0/content: expected type: JSONArray, found: String",
        "messages.1.content.0.thinking.signature: Field required",
        "tools.0.input_schema.properties.password: Input should be a valid dictionary",
        "tool_use ids without tool_result: tooluse_bvAnQEa1QpSOhcoD0B_mDA",
        "us.anthropic.claude-sonnet-4-5-20250929-v1:0 with on-demand throughput",
        "apac.amazon.nova-pro-v1:0 and cohere.command-r-plus-v1:0 at 12:30:45",
        "Expected `thinking`, found `text`; {\"index\":0,\"type\":\"error\"}",
        "see https://docs.claude.com/en/docs/build-with-claude/extended-thinking.",
        "an_argument_with_a_very_long_name_in_snake_case_and_no_secret: Extra inputs",
        "温度は 1 以下でなければなりません 🙂",
      })
  void leavesWhatACallerNeeds(String text) {
    assertThat(RawFailureMessage.of(text).masked()).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "in account 1234-5678-9012.              | in account [number].",
        "see http://10.0.0.1:8080/x?y=1 now      | see [url] now",
        "see https://docs.claude.com/a?account=1 | see [url]",
        "see https://docs.claude.com@evil.com/a  | see [url]",
        "from localhost:9001 and 127.0.0.1:9001  | from [host] and [ip]",
        "authorization=abc and password: x       | [secret] and password: x",
        "Credential=a/b, Signature=00ff          | [secret] [secret]",
      })
  void namesWhatItMasks(String text, String masked) {
    assertThat(Redaction.of(text)).isEqualTo(masked);
  }

  @Test
  void shortensQuotationsAndTheWhole() {
    String prompt = "my prompt ".repeat(30);
    assertThat(Redaction.of("not \"" + prompt + "\" here"))
        .startsWith("not \"my prompt my prompt")
        .endsWith("…\" here")
        .hasSizeLessThan(100);
    assertThat(Redaction.of("word ".repeat(200))).hasSize(500).endsWith(" word…");
    assertThat(Redaction.of("🙂".repeat(600))).hasSize(499).endsWith("🙂…");
  }

  @Test
  void takesTimeInProportionToTheText() {
    for (String chunk : List.of("a", "1", "a.", "1.", ":", "a:", "/", "-", "\"", "eyJ", "@", "é")) {
      String text = chunk.repeat(64_000 / chunk.length());
      assertThatCode(() -> RawFailureMessage.of(text).masked()).doesNotThrowAnyException();
      long start = System.nanoTime();
      Redaction.of(text.substring(0, 4_000));
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }
  }

  private static String filler(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> "";
      case 1 -> "The value is not valid. ";
      case 2 -> " " + "words of any kind ".repeat(random.nextInt(60));
      default -> " " + word(random, random.nextInt(12)) + " ";
    };
  }

  private static String word(Random random, int length) {
    StringBuilder word = new StringBuilder();
    for (int at = 0; at < length; at++) {
      word.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return word.toString();
  }

  private static String digits(Random random, int length) {
    StringBuilder digits = new StringBuilder();
    for (int at = 0; at < length; at++) {
      digits.append(random.nextInt(10));
    }
    return digits.toString();
  }

  private static String hex(Random random, int length) {
    StringBuilder hex = new StringBuilder();
    for (int at = 0; at < length; at++) {
      hex.append(Character.forDigit(random.nextInt(16), 16));
    }
    return hex.toString();
  }

  private static int octet(Random random) {
    return random.nextInt(256);
  }

  private static int part(Random random) {
    return random.nextInt(1 << 16);
  }
}
