package dev.streambed.gateway;

import static dev.streambed.gateway.fixture.LocalTables.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.fixture.CollectedResponse;
import dev.streambed.gateway.fixture.LambdaEvent;
import dev.streambed.gateway.fixture.ScriptedBedrock;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What Bedrock's invocation log says of a call: whose request it was, beside what its caller says.
@Timeout(60)
class RequestMetadataTest {

  private static final String HEADER = "x-amzn-bedrock-request-metadata";
  private static final String NOVA = "amazon.nova-lite-v1:0";
  private static final String CLAUDE = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";
  private static final String TEXT = "'messages':[{'role':'user','content':[{'text':'Hi'}]}]";

  /// A call of a model.
  private record Seen(Map<String, String> metadata, String body, boolean hasHeader) {}

  private String customer = "";
  private final List<Seen> seen = new CopyOnWriteArrayList<>();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/bedrock | {'modelId':'" + CLAUDE + "','max_tokens':5,'messages':[]} | true",
        "/bedrock/stream | {'modelId':'" + CLAUDE + "','max_tokens':5,'messages':[]} | true",
        "/model/" + CLAUDE + "/invoke | {'max_tokens':5,'messages':[]} | true",
        "/model/" + CLAUDE + "/invoke-with-response-stream | {'messages':[]} | true",
        "/model/" + NOVA + "/converse | {" + TEXT + "} | false",
        "/model/" + NOVA + "/converse | {" + TEXT + ",'requestMetadata':null} | false",
        "/model/" + NOVA + "/converse-stream | {" + TEXT + ",'requestMetadata':{}} | false",
        "/v1/messages | {'model':'" + CLAUDE + "','max_tokens':5,'messages':[]} | true",
        "/v1/chat/completions | {'model':'"
            + NOVA
            + "','messages':[{'role':'user','content':'Hi'}]} | false",
        "/v1/embeddings | {'model':'amazon.titan-embed-text-v2:0','input':'Hi'} | true",
        "/ui/chat | {'model':'"
            + NOVA
            + "','messages':[{'id':'1','role':'user','parts':[{'type':'text','text':'Hi'}]}]}"
            + " | false"
      })
  void namesCustomerAndRequestInEveryCall(String path, String body, boolean hasHeader)
      throws Exception {
    CollectedResponse response = ask(path, body, Optional.empty());
    assertThat(seen).as(response.body()).hasSize(1);
    assertThat(seen.getFirst().metadata())
        .containsOnlyKeys("streambed_customer", "streambed_request")
        .containsEntry("streambed_customer", customer)
        .containsEntry("streambed_request", "request-1");
    assertThat(seen.getFirst().hasHeader()).isEqualTo(hasHeader);
    assertThat(seen.getFirst().body()).doesNotContain(hasHeader ? "requestMetadata" : HEADER);
  }

  @Test
  void joinsTheCallersOwnPairsInAHeader() throws Exception {
    ask(
        "/model/" + CLAUDE + "/invoke",
        "{'max_tokens':5,'messages':[]}",
        Optional.of("{\"te\\u0061m\":\"a b\",\"env\":\"\"}"));
    assertThat(seen.getFirst().metadata())
        .containsEntry("team", "a b")
        .containsEntry("env", "")
        .containsEntry("streambed_request", "request-1")
        .hasSize(4);
  }

  /// All other bytes of the body stay as they are.
  @Test
  void joinsTheCallersOwnPairsInABody() throws Exception {
    ask(
        "/model/" + NOVA + "/converse",
        "{ 'a' : 1e2 ,'requestMetadata' : {'team':'\\u0041'}, " + TEXT + "}",
        Optional.empty());
    assertThat(seen.getFirst().body())
        .isEqualTo(
            ("{'requestMetadata':{'team':'A','streambed_customer':'"
                    + customer
                    + "','streambed_request':'request-1'}, 'a' : 1e2 ,"
                    + TEXT
                    + "}")
                .replace('\'', '"'));
  }

  @Test
  void joinsTheUserOfAnAnthropicRequestThatGoesThroughConverse() throws Exception {
    ask(
        "/v1/messages",
        "{'model':'"
            + NOVA
            + "','max_tokens':5,'metadata':{'user_id':'u-1'},'messages':[{'role':'user','content':'Hi'}]}",
        Optional.empty());
    assertThat(seen.getFirst().metadata()).containsEntry("user_id", "u-1").hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'streambed_customer':'other'}",
        "{'Streambed_Request':'x'}",
        "{'team':1}",
        "{'team':null}",
        "[]",
        "'text'",
        "many"
      })
  void refusesPairsThatCannotBeMerged(String pairs) throws Exception {
    String json = pairs.equals("many") ? pairs(15) : pairs;
    CollectedResponse response =
        ask(
            "/model/" + NOVA + "/converse",
            "{" + TEXT + ",'requestMetadata':" + json + "}",
            Optional.empty());
    assertThat(response.prelude().statusCode()).as(response.body()).isEqualTo(400);
    assertThat(response.header("x-amzn-errortype")).startsWith("ValidationException");
    CollectedResponse other =
        ask(
            "/model/" + CLAUDE + "/invoke",
            "{'max_tokens':5,'messages':[]}",
            Optional.of(json.replace('\'', '"')));
    assertThat(other.prelude().statusCode()).as(other.body()).isEqualTo(400);
    assertThat(seen).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":\"\\u00e9\"}",
        "{\"a\":\"\\u007f\"}",
        "{\"\\ud800\":\"\"}",
        "{\"a\":\"\u00e9\"}",
        "{\"a\":\"b\"},{\"c\":\"d\"}",
        "{",
        "a=b"
      })
  void refusesAHeaderThatIsNoObject(String header) throws Exception {
    CollectedResponse response =
        ask("/model/" + CLAUDE + "/invoke", "{'max_tokens':5,'messages':[]}", Optional.of(header));
    assertThat(response.prelude().statusCode()).isEqualTo(400);
    assertThat(seen).isEmpty();
  }

  @Test
  void refusesAMemberThatIsGivenTwice() throws Exception {
    CollectedResponse response =
        ask(
            "/model/" + NOVA + "/converse",
            "{" + TEXT + ",'requestMetadata':{},'requestMetad\\u0061ta':{'a':'b'}}",
            Optional.empty());
    assertThat(response.body()).contains("requestMetadata is given twice.");
    assertThat(seen).isEmpty();
  }

  @Test
  void takesAsManyPairsOfACallerAsThereIsRoomFor() throws Exception {
    ask(
        "/model/" + NOVA + "/converse",
        "{" + TEXT + ",'requestMetadata':" + pairs(14) + "}",
        Optional.empty());
    assertThat(seen.getFirst().metadata()).hasSize(16);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/bedrock", "/bedrock/stream"})
  void recordsBedrocksIdOfACallThatFailed(String path) throws Exception {
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((call, _) ->
                call.answer(
                    400,
                    Map.of("x-amzn-errortype", "ValidationException", "x-amzn-requestid", "b-7"),
                    "{\"message\":\"no\"}".getBytes(StandardCharsets.UTF_8)));
        TestGateway gateway = TestGateway.before(bedrock.uri())) {
      gateway.call(
          event(gateway, path, "{'modelId':'" + CLAUDE + "','max_tokens':5,'messages':[]}"));
      assertThat(gateway.records().getFirst()).containsEntry("bedrock_request_id", text("b-7"));
    }
  }

  private static String pairs(int number) {
    return IntStream.range(0, number)
        .mapToObj(each -> "'p" + each + "':''")
        .collect(Collectors.joining(",", "{", "}"));
  }

  private CollectedResponse ask(String path, String body, Optional<String> header)
      throws Exception {
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((call, _) -> {
              String ofCall = call.headers().get(HEADER);
              String request = call.labelledRequest();
              JsonObject metadata =
                  ofCall == null
                      ? object(request).objectOrEmpty("requestMetadata")
                      : object(ofCall);
              seen.add(new Seen(metadata.texts(), request, ofCall != null));
              call.error("400 No", "ValidationException", "{\"message\":\"no\"}");
            });
        TestGateway gateway = TestGateway.before(bedrock.uri())) {
      customer = gateway.customer();
      LambdaEvent event = event(gateway, path, body);
      return gateway.call(header.isPresent() ? event.withHeader(HEADER, header.get()) : event);
    }
  }

  private static LambdaEvent event(TestGateway gateway, String path, String body) {
    return LambdaEvent.functionUrl("POST", path)
        .withHeader("authorization", "Bearer " + gateway.token())
        .withHeader("x-request-id", "request-1")
        .withBody(body.replace('\'', '"'));
  }

  private static JsonObject object(String json) {
    return (JsonObject) Json.read(json.getBytes(StandardCharsets.UTF_8));
  }
}
