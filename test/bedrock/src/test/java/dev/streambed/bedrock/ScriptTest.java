package dev.streambed.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.bedrock.protocol.Json;
import dev.streambed.bedrock.scripted.Script;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Length and speed of made-up answers, as a caller sees them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScriptTest {

  private BedrockEndpoint bedrock;
  private UnsignedClient unsignedClient;

  @BeforeAll
  void start() throws IOException {
    Script quick = Script.READABLE.withFirst(Duration.ofMillis(200)).withInterval(Duration.ZERO);
    bedrock = BedrockEndpoint.start(BedrockOptions.of(new ModelSource.Scripted(quick)));
    unsignedClient = UnsignedClient.to(bedrock);
  }

  @AfterAll
  void stop() {
    bedrock.close();
  }

  @Test
  void saysSoManyPieces() throws Exception {
    assertThat(said("pieces=5 text=\"a b\"")).containsExactly("a", " b", " a", " b", " a");
    assertThat(said("pieces=1 text=\"a b\"")).containsExactly("a");
  }

  @Test
  void saysPiecesOfOneSize() throws Exception {
    assertThat(said("size=3 text=\"abcd\"")).containsExactly("abc", "d a");
    assertThat(said("pieces=3 size=7 text=\"abcd\""))
        .containsExactly("abcd ab", "cd abcd", " abcd a");
  }

  @Test
  void saysWhenEachPieceWasSent() throws Exception {
    long before = System.nanoTime();
    List<Long> stamps =
        said("pieces=5 interval=10ms stamp").stream()
            .map(text -> Long.valueOf(text.strip()))
            .toList();
    assertThat(stamps).hasSize(5).isSorted();
    assertThat(stamps.getFirst()).isGreaterThan(before);
    assertThat(stamps.getLast()).isLessThan(System.nanoTime());
    // A chunk that is late does not delay those behind it: they are due by the request's time.
    assertThat(stamps.getLast() - before).isBetween(40_000_000L, 10_000_000_000L);
    assertThat(said("pieces=1 size=500 stamp").getFirst()).hasSize(500).matches("\\d+ \\.+");
  }

  @Test
  void sendsTheHeadersFirstAndTheFirstPieceWhenItIsDue() throws Exception {
    long begun = System.nanoTime();
    var response = unsignedClient.novaStream("[[bedrock first=3s]]");
    assertThat(since(begun)).isLessThan(Duration.ofMillis(2_900));
    new EventStreamReader(response.body()).nextNovaText();
    assertThat(since(begun)).isGreaterThan(Duration.ofMillis(2_900));
  }

  @Test
  void takesAsLongForAnAnswerInOnePiece() throws Exception {
    long begun = System.nanoTime();
    HttpResponse<byte[]> response = unsignedClient.novaWhole("[[bedrock pieces=11 interval=20ms]]");
    assertThat(since(begun)).isGreaterThan(Duration.ofMillis(390));
    assertThat(response.headers().firstValue("x-amzn-bedrock-invocation-latency")).contains("400");
  }

  @Test
  void doesNotDriftAtAThousandPiecesASecond() throws Exception {
    List<Long> stamps =
        said("pieces=1001 rate=1000 first=0s stamp").stream()
            .map(text -> Long.valueOf(text.strip()))
            .toList();
    List<Long> late = new ArrayList<>();
    for (int index = 0; index < stamps.size(); index++) {
      late.add(stamps.get(index) - stamps.getFirst() - 1_000_000L * index);
    }
    // A busy machine delays single chunks. Drift would make all later chunks late or early.
    assertThat(late).allMatch(nanos -> nanos > -100_000_000L);
    assertThat(late.subList(500, 1_001)).anyMatch(nanos -> nanos < 50_000_000L);
  }

  @Test
  void quotesTheBeginningOfThePromptAndNothingOfTheDirective() throws Exception {
    String prompt = "one two three four five six seven eight nine [[bedrock rate=max]]";
    byte[] body = unsignedClient.novaWhole(prompt).body();
    assertThat(Json.read(body).orElseThrow().at("/output/message/content/0/text").asText())
        .startsWith("You wrote: “one two three four five six seven eight …” There is no model");
    String claude =
        "{\"prompt\":\"\\n\\nHuman: Hi there\\n\\nAssistant:\",\"max_tokens_to_sample\":99}";
    assertThat(
            Json.read(unsignedClient.whole("/model/anthropic.claude-v2/invoke", claude).body())
                .orElseThrow()
                .get("completion")
                .asText())
        .startsWith("You wrote: “Hi there” There");
  }

  @Test
  void saysSomethingToAnEmptyPromptToo() throws Exception {
    assertThat(
            String.join(
                "",
                EventStreamReader.novaTexts(
                    EventStreamReader.of(unsignedClient.novaStream("").body()))))
        .startsWith("You asked nothing in particular.");
  }

  @Test
  void listensOnlyToWhatTheUserSaidLast() throws Exception {
    String body =
        """
        {"messages":[{"role":"user","content":[{"text":"[[bedrock text=\\"old\\"]]"}]},
         {"role":"assistant","content":[{"text":"old"}]},
         {"role":"user","content":[{"text":"[[bedrock text=\\"new\\"]]"}]}]}
        """;
    byte[] answer = unsignedClient.whole("/model/" + UnsignedClient.NOVA + "/invoke", body).body();
    assertThat(Json.read(answer).orElseThrow().at("/output/message/content/0/text").asText())
        .isEqualTo("new");
  }

  @Test
  void doesNotPutIntoOnePieceWhatWouldNotFit() throws Exception {
    HttpResponse<byte[]> response = unsignedClient.novaWhole("[[bedrock pieces=1000 size=100000]]");
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(new String(response.body(), StandardCharsets.UTF_8))
        .contains("An answer of 100000000 characters cannot come in one piece.");
  }

  private List<String> said(String directive) throws Exception {
    return EventStreamReader.novaTexts(
        EventStreamReader.of(unsignedClient.novaStream("[[bedrock " + directive + "]]").body()));
  }

  private static Duration since(long nanoTime) {
    return Duration.ofNanos(System.nanoTime() - nanoTime);
  }
}
