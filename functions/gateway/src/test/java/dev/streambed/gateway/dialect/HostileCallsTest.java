package dev.streambed.gateway.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.dialect.aisdk.AiSdkDialect;
import dev.streambed.gateway.dialect.anthropic.MessagesDialect;
import dev.streambed.gateway.dialect.openai.OpenAiDialect;
import dev.streambed.gateway.domain.Deadline;
import dev.streambed.gateway.domain.Headers;
import dev.streambed.gateway.domain.InboundCall;
import dev.streambed.gateway.domain.ModelAliases;
import dev.streambed.gateway.domain.Operation;
import dev.streambed.gateway.domain.Payload;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.RequestLine;
import dev.streambed.gateway.domain.Transport;
import dev.streambed.gateway.prompt.GuardrailMembers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Bodies whose reading would take time out of proportion to their size, before anybody is
/// admitted. The time limit is that of work that has got out of hand: each takes well under a
/// second.
@Timeout(30)
class HostileCallsTest {

  private static final String MODEL = "\"model\":\"amazon.nova-lite-v1:0\",";

  @Test
  void namesManyDocumentsOfOneName() {
    String file = "{\"type\":\"file\",\"file\":{\"filename\":\"a.txt\",\"file_data\":\"YQ==\"}},";
    assertThat(chat(file.repeat(39_000) + file.replace("}},", "}}")))
        .isInstanceOf(ParsedCall.Valid.class);
    String document =
        "{\"type\":\"document\",\"title\":\"a\",\"source\":"
            + "{\"type\":\"text\",\"media_type\":\"text/plain\",\"data\":\"a\"}},";
    assertThat(messages(document.repeat(25_000) + document.replace("}},", "}}")))
        .isInstanceOf(ParsedCall.Valid.class);
    String part =
        "{\"type\":\"file\",\"filename\":\"a.txt\",\"url\":\"data:text/plain;base64,YQ==\"},";
    assertThat(
            new AiSdkDialect()
                .read(
                    call(
                        "{"
                            + MODEL
                            + "\"messages\":[{\"role\":\"user\",\"parts\":["
                            + part.repeat(39_000)
                            + part.replace("},", "}")
                            + "]}]}"),
                    ModelAliases.NONE))
        .isInstanceOf(ParsedCall.Valid.class);
  }

  @Test
  void joinsManyMessagesOfOneRole() {
    String message = "{\"role\":\"user\",\"content\":\"a\"},";
    String body =
        "{"
            + MODEL
            + "\"max_tokens\":5,\"messages\":["
            + message.repeat(60_000)
            + "{\"role\":\"user\","
            + "\"content\":\"a\"}]}";
    assertThat(OpenAiDialect.CHAT_COMPLETIONS.read(call(body), ModelAliases.NONE))
        .isInstanceOf(ParsedCall.Valid.class);
    assertThat(new MessagesDialect().read(call(body), ModelAliases.NONE))
        .isInstanceOf(ParsedCall.Valid.class);
  }

  @Test
  void repeatsNoMoreOfANameThanAnybodyReads() {
    String body =
        "{" + MODEL + "\"max_tokens\":5,\"messages\":[],\"" + "x".repeat(2_000_000) + "\":1}";
    for (DialectAdapter adapter :
        new DialectAdapter[] {OpenAiDialect.CHAT_COMPLETIONS, new MessagesDialect()}) {
      assertThat(adapter.read(call(body), ModelAliases.NONE))
          .isInstanceOfSatisfying(
              ParsedCall.Invalid.class,
              invalid -> assertThat(invalid.problem().sentence().length()).isLessThan(1_000));
    }
  }

  /// What looks for guardrails in a body compares no name with all the names around it.
  @Test
  void looksForGuardrailsBelowManyLongNames() {
    int depth = 480;
    String body =
        "{\"messages\":"
            + ("{\"" + "A".repeat(250) + "\":").repeat(depth)
            + "{\"toolUse\":{"
            + "\"guardContent\":0,".repeat(240_000)
            + "\"a\":0}}"
            + "}".repeat(depth)
            + "}";
    Payload payload = Payload.of(body.getBytes(StandardCharsets.UTF_8));
    assertThat(GuardrailMembers.find(Operation.CONVERSE, payload)).isEmpty();
    Payload outside = Payload.of(body.replace("toolUse", "tool").getBytes(StandardCharsets.UTF_8));
    assertThat(GuardrailMembers.find(Operation.CONVERSE, outside))
        .hasValueSatisfying(path -> assertThat(path).endsWith("guardContent").hasSizeLessThan(600));
  }

  @Test
  void readsWhatIsNestedAsDeepAsABodyMayBe() {
    String deep = "{\"a\":".repeat(400) + "1" + "}".repeat(400);
    String tool =
        "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"parameters\":"
            + deep
            + "}}],";
    String body = "{" + MODEL + tool + "\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}";
    assertThat(OpenAiDialect.CHAT_COMPLETIONS.read(call(body), ModelAliases.NONE))
        .isInstanceOf(ParsedCall.Valid.class);
  }

  private static ParsedCall chat(String parts) {
    String body = "{" + MODEL + "\"messages\":[{\"role\":\"user\",\"content\":[" + parts + "]}]}";
    return OpenAiDialect.CHAT_COMPLETIONS.read(call(body), ModelAliases.NONE);
  }

  private static ParsedCall messages(String parts) {
    String body =
        "{"
            + MODEL
            + "\"max_tokens\":5,\"messages\":[{\"role\":\"user\",\"content\":["
            + parts
            + "]}]}";
    return new MessagesDialect().read(call(body), ModelAliases.NONE);
  }

  private static InboundCall call(String body) {
    return new InboundCall(
        Transport.FUNCTION_URL,
        new RequestLine("POST", "/"),
        Headers.of(Map.of()),
        Payload.of(body.getBytes(StandardCharsets.UTF_8)),
        new RequestId("r-1"),
        Deadline.in(Duration.ofMinutes(1), InstantSource.system()));
  }
}
