package dev.streambed.gateway;

import static dev.streambed.gateway.fixture.LocalTables.number;
import static dev.streambed.gateway.fixture.LocalTables.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.config.Settings;
import dev.streambed.gateway.fixture.CollectedResponse;
import dev.streambed.gateway.fixture.EventStreamFrames;
import dev.streambed.gateway.fixture.LambdaEvent;
import dev.streambed.gateway.fixture.ScriptedBedrock;
import dev.streambed.gateway.fixture.ScriptedBedrockCall;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A guardrail that the operators set: every call of a model is made with it, and no caller gets
/// around it.
@Timeout(60)
class RequiredGuardrailTest {

  private static final String NOVA = "amazon.nova-lite-v1:0";
  private static final String CLAUDE = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";
  private static final String TITAN = "amazon.titan-embed-text-v2:0";
  private static final Map<String, String> DEPLOYED = Map.of(Settings.GUARDRAIL, "gr1abc:3");
  private static final String CONFIG =
      "\"guardrailConfig\":{\"guardrailIdentifier\":\"gr1abc\",\"guardrailVersion\":\"3\","
          + "\"trace\":\"enabled\"";
  private static final String TEXT =
      "'messages':[{'role':'user','content':[{'text':'How deep is it?'}]}]";

  /// What Bedrock was asked.
  private record Seen(String path, Optional<String> identifier, String version, String body) {

    static Seen of(ScriptedBedrockCall call) {
      return new Seen(
          call.path(),
          Optional.ofNullable(call.headers().get("x-amzn-bedrock-guardrailidentifier")),
          call.headers().getOrDefault("x-amzn-bedrock-guardrailversion", ""),
          new String(call.request(), StandardCharsets.UTF_8));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/bedrock | {'modelId':'" + CLAUDE + "','max_tokens':5,'messages':[]} | invoke",
        "/bedrock/stream | {'modelId':'" + CLAUDE + "','max_tokens':5,'messages':[]} | invoke",
        "/ | {'model':'" + CLAUDE + "','stream':true,'max_tokens':5,'messages':[]} | invoke",
        "/model/" + CLAUDE + "/invoke | {'max_tokens':5,'messages':[]} | invoke",
        "/model/" + CLAUDE + "/invoke-with-response-stream | {'messages':[]} | invoke",
        "/model/" + NOVA + "/converse | {" + TEXT + "} | converse",
        "/model/" + NOVA + "/converse-stream | {" + TEXT + "} | converse-stream",
        "/model/arn:aws:bedrock:us-east-1:123456789012:prompt%2FPROMPT12345:1/converse |"
            + " {'promptVariables':{}} | converse",
        "/v1/messages | {'model':'" + CLAUDE + "','max_tokens':5,'messages':[]} | invoke",
        "/v1/messages | {'model':'"
            + NOVA
            + "','max_tokens':5,'stream':true,'messages':[{'role':'user','content':'Hi'}]}"
            + " | converse-stream",
        "/v1/chat/completions | {'model':'"
            + NOVA
            + "','messages':[{'role':'user','content':'Hi'}]} | converse",
        "/v1/responses | {'model':'" + CLAUDE + "','stream':true,'input':'Hi'} | converse-stream",
        "/ui/chat | {'model':'"
            + NOVA
            + "','messages':[{'id':'1','role':'user','parts':[{'type':'text','text':'Hi'}]}]}"
            + " | converse-stream"
      })
  void isInEveryCallOfAModel(String path, String body, String operation) throws Exception {
    Seen seen = ask(DEPLOYED, Map.of(), path, body).getFirst();
    if (operation.equals("invoke")) {
      assertThat(seen.identifier()).contains("gr1abc");
      assertThat(seen.version()).isEqualTo("3");
      assertThat(seen.body()).doesNotContain("guardrail");
    } else {
      String mode = operation.endsWith("stream") ? ",\"streamProcessingMode\":\"sync\"}" : "}";
      assertThat(seen.body()).startsWith("{" + CONFIG + mode).containsOnlyOnce("guardrailConfig");
    }
  }

  /// What the gateway writes for a model may be nested deeper than a caller's body may.
  @Test
  void isInTheDeepestToolThatIsTranslated() throws Exception {
    int deepest = 500 - 4;
    String schema = "{'a':".repeat(deepest - 1) + "{}" + "}".repeat(deepest - 1);
    String tool = "{'type':'function','function':{'name':'f','parameters':" + schema + "}}";
    String message = "{'role':'user','content':'Hi'}";
    String body = "{'model':'" + NOVA + "','messages':[" + message + "],'tools':[" + tool + "]}";
    Seen seen = ask(DEPLOYED, Map.of(), "/v1/chat/completions", body).getFirst();
    assertThat(seen.body()).startsWith("{" + CONFIG);
  }

  /// It exists in one Region, and what an alias falls back to may be called without it: both are
  /// passed over.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/bedrock/stream | {'modelId':'claude','max_tokens':5,'messages':[]}",
        "/bedrock | {'modelId':'claude','max_tokens':5,'messages':[]}",
        "/v1/messages | {'model':'claude','max_tokens':5,'messages':[]}",
        "/model/claude/converse | {'messages':[{'role':'user','content':[{'text':'Hi'}]}]}"
      })
  void isInEveryAttemptOfAnAlias(String path, String body) throws Exception {
    String excluded = "anthropic.claude-3-haiku-20240307-v1:0";
    String last = "anthropic.claude-3-5-haiku-20241022-v1:0";
    Map<String, String> deployment =
        Map.of(
            Settings.GUARDRAIL,
            "gr1abc:3",
            Settings.GUARDRAIL_EXCLUDED_MODELS,
            excluded,
            Settings.MODEL_ALIASES,
            "claude="
                + String.join(
                    "|", CLAUDE + "@us-west-2", CLAUDE, CLAUDE + "@us-west-2", excluded, last));
    List<Seen> seen = new CopyOnWriteArrayList<>();
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((call, number) -> {
              if (number == 1) {
                seen.add(Seen.of(call));
                call.error("429 No", "ThrottlingException", "{}");
              } else {
                answer(call, seen);
              }
            });
        TestGateway gateway = TestGateway.before(bedrock.uri(), deployment)) {
      CollectedResponse response = gateway.call(event(gateway, path, body));
      assertThat(response.prelude().statusCode()).as(response.body()).isEqualTo(200);
    }
    assertThat(seen).hasSize(2);
    assertThat(seen.getLast().path()).contains("claude-3-5-haiku");
    assertThat(seen)
        .allMatch(call ->
            call.identifier().equals(Optional.of("gr1abc")) || call.body().contains(CONFIG));
  }

  /// All other bytes of the body stay as they are.
  @Test
  void isPutIntoABodyWithoutChangingTheRest() throws Exception {
    String body = "{ \"a\" : 1e2 ,'messages':[{'role':'user','content':[{'text':'\\u0041'}]}]}";
    Seen seen = ask(DEPLOYED, Map.of(), "/model/" + NOVA + "/converse", body).getFirst();
    assertThat(seen.body()).isEqualTo("{" + CONFIG + "}," + body.replace('\'', '"').substring(1));
  }

  @Test
  void isACustomersOwnInsteadOfTheDeployments() throws Exception {
    Map<String, AttributeValue> customer = Map.of("guardrail", text("gr2:DRAFT"));
    String body = "{'modelId':'" + CLAUDE + "','max_tokens':5,'messages':[]}";
    for (Map<String, String> deployment : List.of(DEPLOYED, Map.<String, String>of())) {
      Seen seen = ask(deployment, customer, "/bedrock/stream", body).getFirst();
      assertThat(seen.identifier()).contains("gr2");
      assertThat(seen.version()).isEqualTo("DRAFT");
    }
    assertThat(ask(Map.of(), Map.of(), "/bedrock/stream", body).getFirst().identifier()).isEmpty();
  }

  @Test
  void isInAnAnswerOnAConnection() throws Exception {
    List<Seen> seen = new CopyOnWriteArrayList<>();
    try (ScriptedBedrock bedrock = ScriptedBedrock.start((call, _) -> answer(call, seen));
        WebSocketTestGateway sockets = WebSocketTestGateway.before(bedrock.uri(), DEPLOYED)) {
      sockets.connect(Map.of("authorization", "Bearer " + sockets.stand().token()));
      sockets.invoke("g-1");
      assertThat(sockets.whole("g-1")).isNotEmpty();
      assertThat(seen)
          .singleElement()
          .satisfies(call -> assertThat(call.identifier()).contains("gr1abc"));
      WebSocketTestGateway.until(() -> sockets.stand().records().size() == 1);
      assertThat(sockets.stand().records().getFirst()).containsEntry("guardrail", text("gr1abc:3"));
      String weakened =
          "{\"action\":\"invoke\",\"id\":\"g-2\",\"amazon-bedrock-guardrailConfig\":{},"
              + TestGateway.members(true)
              + TestGateway.REST;
      assertThat(sockets.say(weakened).toString())
          .contains("invalid_request", "amazon-bedrock-guardrailConfig cannot be set here");
      assertThat(seen).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "/bedrock | 'modelId':'"
            + CLAUDE
            + "' | 'amazon-bedrock-guardrailConfig':{'tagSuffix':'x'}",
        "/bedrock/stream | 'modelId':'"
            + CLAUDE
            + "' | 'amazon-bedrock-guardrailConfig':{'streamProcessingMode':'ASYNCHRONOUS'}",
        "/bedrock | 'modelId':'" + CLAUDE + "' | 'amazon-bedrock-guardrail\\u0043onfig':{}",
        "/bedrock | 'modelId':'" + CLAUDE + "' | 'a':1,'Amazon-Bedrock-Guardrailconfig':null",
        "/bedrock | 'modelId':'" + CLAUDE + "' | 'amazon-bedrock-trace':'ENABLED'",
        "/v1/messages | 'model':'" + CLAUDE + "' | 'amazon-bedrock-guardrailConfig':{}",
        "/model/" + CLAUDE + "/invoke | 'max_tokens':5 | 'amazon-bedrock-guardrailConfig':{}",
        "/model/" + NOVA + "/converse | 'a':1 | 'guardrailConfig':{'guardrailIdentifier':'weak'}",
        "/model/" + NOVA + "/converse | 'a':1 | 'guardrailConfig':null",
        "/model/" + NOVA + "/converse | 'a':1 | '\\u0067uardrailConfi\\u0067':{'trace':'enabled'}",
        "/model/"
            + NOVA
            + "/converse | 'a':1 |"
            + " '\\u0067\\u0075\\u0061\\u0072\\u0064\\u0072\\u0061\\u0069\\u006c\\u0043\\u006f\\u006e\\u0066\\u0069\\u0067':{}",
        "/model/" + NOVA + "/converse | 'a':1 | 'GuardrailConfig':{}",
        "/model/" + NOVA + "/converse-stream | 'a':1 | 'system':[{'guardContent':{}}]",
        "/model/" + NOVA + "/converse | 'a':1 | 'system':[],'system':[{'guardContent':{}}]",
        "/model/"
            + NOVA
            + "/converse | 'messages':[] | 'messages':[{'role':'user','content':[{'text':'a'},"
            + "{'guard\\u0043ontent':{'text':{'text':'b'}}}]}]",
        "/model/"
            + NOVA
            + "/converse | 'a':1 | 'additionalModelRequestFields':{'amazon-bedrock-guardrailConfig':{}}"
      })
  void cannotBeReplacedOrWeakenedInABody(String path, String own, String weakening)
      throws Exception {
    String body = "{" + own + ",'stream':false,'max_tokens':5,'messages':[]," + weakening + "}";
    String converse = "{" + own + "," + weakening + "}";
    CollectedResponse response =
        refused(DEPLOYED, path, path.contains("converse") ? converse : body);
    assertThat(response.prelude().statusCode()).as(response.body()).isEqualTo(400);
    assertThat(response.body()).contains("cannot be set here");
  }

  @ParameterizedTest
  @CsvSource({
    "x-amzn-bedrock-guardrailidentifier, weak",
    "X-Amzn-Bedrock-GuardrailVersion, 1",
    "X-Amzn-Bedrock-Trace, ENABLED",
    "X-Amzn-Bedrock-Trace, ENABLED_FULL"
  })
  void cannotBeReplacedOrShownByAHeader(String name, String value) throws Exception {
    List<Seen> seen = new CopyOnWriteArrayList<>();
    try (ScriptedBedrock bedrock = ScriptedBedrock.start((call, _) -> answer(call, seen));
        TestGateway gateway = TestGateway.before(bedrock.uri(), DEPLOYED)) {
      LambdaEvent event =
          event(gateway, "/model/" + CLAUDE + "/invoke", "{'messages':[]}").withHeader(name, value);
      CollectedResponse response = gateway.call(event);
      assertThat(response.prelude().statusCode()).isEqualTo(400);
      assertThat(response.body()).containsIgnoringCase(name + " cannot be set here");
      assertThat(response.header("x-amzn-errortype")).isEqualTo("ValidationException");
      assertThat(seen).isEmpty();
      assertThat(gateway.admitted()).isZero();
      assertThat(gateway.lines()).anyMatch(line -> line.contains("guardrail_of_caller"));
    }
  }

  /// A tool's input is the caller's own, whatever its members are called.
  @Test
  void leavesMembersOfToolsAlone() throws Exception {
    String body =
        "{'messages':[{'role':'assistant','content':[{'toolUse':{'toolUseId':'t','name':'n',"
            + "'input':{'guardContent':1,'guardrailConfig':2}}}]}],"
            + "'toolConfig':{'tools':[{'toolSpec':{'name':'n','inputSchema':"
            + "{'json':{'properties':{'guardContent':{},'guardrailConfig':{}}}}}}]},"
            + "'requestMetadata':{'amazon-bedrock-x':'y'}}";
    assertThat(ask(DEPLOYED, Map.of(), "/model/" + NOVA + "/converse", body)).hasSize(1);
  }

  @Test
  void refusesWhatTakesNoGuardrailUnlessItIsExcluded() throws Exception {
    String body = "{'model':'" + TITAN + "','input':'sea'}";
    CollectedResponse refused = refused(DEPLOYED, "/v1/embeddings", body);
    assertThat(refused.prelude().statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("takes no guardrail");
    Map<String, String> excluded =
        Map.of(Settings.GUARDRAIL, "gr1abc:3", Settings.GUARDRAIL_EXCLUDED_MODELS, TITAN);
    assertThat(ask(excluded, Map.of(), "/v1/embeddings", body).getFirst().identifier()).isEmpty();
    assertThat(
            ask(excluded, Map.of(), "/bedrock", "{'modelId':'" + CLAUDE + "','max_tokens':5}")
                .getFirst()
                .identifier())
        .contains("gr1abc");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gr2", "", "gr2:latest"})
  void admitsNobodyWhoseGuardrailCannotBeRead(String unreadable) throws Exception {
    List<Seen> seen = new CopyOnWriteArrayList<>();
    try (ScriptedBedrock bedrock = ScriptedBedrock.start((call, _) -> answer(call, seen));
        TestGateway gateway = TestGateway.before(bedrock.uri(), DEPLOYED)) {
      gateway.putCustomer(Map.of("status", text("active"), "guardrail", text(unreadable)));
      assertThat(gateway.call(gateway.stream()).prelude().statusCode()).isEqualTo(500);
      assertThat(seen).isEmpty();
      assertThat(gateway.lines())
          .anyMatch(
              line -> line.contains("gateway_error") && line.contains("guardrail_unreadable"));
    }
  }

  @Test
  void admitsNobodyWhoseGuardrailIsNoText() throws Exception {
    List<Seen> seen = new CopyOnWriteArrayList<>();
    try (ScriptedBedrock bedrock = ScriptedBedrock.start((call, _) -> answer(call, seen));
        TestGateway gateway = TestGateway.before(bedrock.uri(), DEPLOYED)) {
      gateway.putCustomer(Map.of("status", text("active"), "guardrail", number(1)));
      assertThat(gateway.call(gateway.stream()).prelude().statusCode()).isEqualTo(500);
      assertThat(seen).isEmpty();
    }
  }

  @Test
  void countsTokensWithoutIt() throws Exception {
    List<Seen> seen =
        ask(
            DEPLOYED,
            Map.of(),
            "/v1/messages/count_tokens",
            "{'model':'" + CLAUDE + "','messages':[{'role':'user','content':'Hi'}]}");
    assertThat(seen.getFirst().identifier()).isEmpty();
  }

  @Test
  void leavesACallersOwnAloneWhereNoneIsEnforced() throws Exception {
    String body = "{'guardrailConfig':{'guardrailIdentifier':'own'}," + TEXT + "}";
    String path = "/model/" + NOVA + "/converse";
    assertThat(ask(Map.of(), Map.of(), path, body).getFirst().body())
        .isEqualTo(body.replace('\'', '"'));
    Map<String, String> closed = Map.of(Settings.CALLER_GUARDRAILS, "off");
    assertThat(refused(closed, path, body).prelude().statusCode()).isEqualTo(400);
    assertThat(ask(closed, Map.of(), path, "{" + TEXT + "}").getFirst().body())
        .doesNotContain("guardrail");
  }

  @Test
  void isRecorded() throws Exception {
    List<Seen> seen = new CopyOnWriteArrayList<>();
    try (ScriptedBedrock bedrock = ScriptedBedrock.start((call, _) -> answer(call, seen));
        TestGateway gateway = TestGateway.before(bedrock.uri(), DEPLOYED)) {
      gateway.call(gateway.stream());
      assertThat(gateway.records().getFirst()).containsEntry("guardrail", text("gr1abc:3"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | ValidationException | The guardrail identifier or version provided in the request"
            + " does not exist. | guardrail_unknown",
        "400 | ValidationException | The provided guardrail identifier is invalid."
            + " | guardrail_unknown",
        "403 | AccessDeniedException | User: arn:aws:sts::123456789012:assumed-role/f/f is not"
            + " authorized to perform: bedrock:ApplyGuardrail on resource:"
            + " arn:aws:bedrock:us-east-1:123456789012:guardrail/gr1abc | guardrail_not_permitted"
      })
  void tellsTheOperatorsWhenBedrockDoesNotHaveIt(
      int status, String error, String message, String reason) throws Exception {
    byte[] body = ("{\"message\":\"" + message + "\"}").getBytes(StandardCharsets.UTF_8);
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((call, _) ->
                call.answer(
                    status,
                    Map.of("x-amzn-errortype", error, "content-type", "application/json"),
                    body));
        TestGateway gateway = TestGateway.before(bedrock.uri(), DEPLOYED)) {
      for (String path : List.of("/bedrock", "/v1/messages")) {
        String request = "{'model':'" + CLAUDE + "','max_tokens':5,'messages':[]}";
        CollectedResponse response = gateway.call(event(gateway, path, request));
        assertThat(response.prelude().statusCode()).isEqualTo(403);
        assertThat(response.body()).contains("guardrail").doesNotContain("gr1abc", "123456789012");
      }
      assertThat(gateway.records())
          .hasSize(2)
          .allSatisfy(entry ->
              assertThat(entry)
                  .containsEntry("error_reason", text(reason))
                  .containsEntry("guardrail", text("gr1abc:3")));
    }
  }

  private static List<Seen> ask(
      Map<String, String> deployment,
      Map<String, AttributeValue> customer,
      String path,
      String body)
      throws Exception {
    List<Seen> seen = new CopyOnWriteArrayList<>();
    try (ScriptedBedrock bedrock = ScriptedBedrock.start((call, _) -> answer(call, seen));
        TestGateway gateway = TestGateway.before(bedrock.uri(), deployment)) {
      Map<String, AttributeValue> item = new HashMap<>(customer);
      item.put("status", text("active"));
      gateway.putCustomer(item);
      CollectedResponse response = gateway.call(event(gateway, path, body));
      assertThat(response.prelude().statusCode()).as(response.body()).isEqualTo(200);
    }
    return seen;
  }

  private static CollectedResponse refused(Map<String, String> deployment, String path, String body)
      throws Exception {
    List<Seen> seen = new CopyOnWriteArrayList<>();
    try (ScriptedBedrock bedrock = ScriptedBedrock.start((call, _) -> answer(call, seen));
        TestGateway gateway = TestGateway.before(bedrock.uri(), deployment)) {
      CollectedResponse response = gateway.call(event(gateway, path, body));
      assertThat(seen).isEmpty();
      assertThat(gateway.admitted()).isZero();
      return response;
    }
  }

  private static LambdaEvent event(TestGateway gateway, String path, String body) {
    return LambdaEvent.functionUrl("POST", path)
        .withHeader("authorization", "Bearer " + gateway.token())
        .withBody(body.replace('\'', '"'));
  }

  private static void answer(ScriptedBedrockCall call, List<Seen> seen) throws IOException {
    seen.add(Seen.of(call));
    if (call.path().endsWith("/converse-stream")) {
      call.stream()
          .chunk(
              EventStreamFrames.concat(
                  List.of(
                      EventStreamFrames.event("messageStart", "{\"role\":\"assistant\"}"),
                      EventStreamFrames.event(
                          "contentBlockDelta",
                          "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"Deep.\"}}"),
                      EventStreamFrames.event("contentBlockStop", "{\"contentBlockIndex\":0}"),
                      EventStreamFrames.event("messageStop", "{\"stopReason\":\"end_turn\"}"),
                      EventStreamFrames.event(
                          "metadata",
                          "{\"usage\":{\"inputTokens\":1,\"outputTokens\":1,\"totalTokens\":2}}"))))
          .end();
    } else if (call.path().endsWith("stream")) {
      call.stream().chunk(EventStreamFrames.claude("Deep.")).end();
    } else {
      call.answer(
          Map.of("content-type", "application/json"),
          ("{\"output\":{\"message\":{\"role\":\"assistant\",\"content\":[{\"text\":\"Deep.\"}]}},"
                  + "\"stopReason\":\"end_turn\",\"usage\":{\"inputTokens\":1,\"outputTokens\":1,"
                  + "\"totalTokens\":2},\"inputTokens\":1,\"embedding\":[1],\"inputTextTokenCount\":1}")
              .getBytes(StandardCharsets.UTF_8));
    }
  }
}
