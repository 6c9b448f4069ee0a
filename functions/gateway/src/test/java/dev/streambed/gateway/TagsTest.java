package dev.streambed.gateway;

import static dev.streambed.gateway.fixture.LocalTables.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.fixture.CollectedResponse;
import dev.streambed.gateway.fixture.EventStreamFrames;
import dev.streambed.gateway.fixture.LambdaEvent;
import dev.streambed.gateway.fixture.ScriptedBedrock;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Tags from the caller to the record.
@Timeout(60)
class TagsTest {

  private static final ScriptedBedrock.Script ANSWERS =
      (call, _) -> call.stream().chunk(EventStreamFrames.claude("x")).end();

  @Test
  void standInTheRecordOfAStream() throws Exception {
    try (ScriptedBedrock bedrock = ScriptedBedrock.start(ANSWERS);
        TestGateway gateway = TestGateway.before(bedrock.uri())) {
      gateway.call(gateway.stream().withHeader("x-streambed-tags", "team=search,env=prod"));
      assertThat(gateway.records()).hasSize(1);
      assertThat(gateway.records().getFirst())
          .containsEntry("tags", map(Map.of("team", "search", "env", "prod")));
      assertThat(gateway.lines().getLast())
          .endsWith("\"key_name\":\"tests\",\"tags\":{\"team\":\"search\",\"env\":\"prod\"}}");
    }
  }

  @Test
  void areRefusedBeforeAnythingIsCounted() throws Exception {
    try (ScriptedBedrock bedrock = ScriptedBedrock.start(ANSWERS);
        TestGateway gateway = TestGateway.before(bedrock.uri())) {
      CollectedResponse response =
          gateway.call(gateway.stream().withHeader("x-streambed-tags", "team=a,team=b"));
      assertThat(response.prelude().statusCode()).isEqualTo(400);
      assertThat(response.body()).contains("x-streambed-tags: team is given twice.");
      assertThat(gateway.admitted()).isZero();
      assertThat(gateway.records()).isEmpty();
    }
  }

  @Test
  void comeFromBedrocksRequestMetadataUnlessTheHeaderSaysOtherwise() throws Exception {
    String body =
        "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"Hi\"}]}],"
            + "\"requestMetadata\":{\"team\":\"ads\",\"project\":\"p 1\",\"a b\":\"left out\"}}";
    List<String> requests = new CopyOnWriteArrayList<>();
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((call, _) -> {
              requests.add(new String(call.request(), StandardCharsets.UTF_8));
              call.error("400 No", "ValidationException", "{\"message\":\"no\"}");
            });
        TestGateway gateway = TestGateway.before(bedrock.uri())) {
      gateway.call(
          LambdaEvent.functionUrl("POST", "/model/amazon.nova-lite-v1%3A0/converse-stream")
              .withHeader("authorization", "Bearer " + gateway.token())
              .withHeader("x-streambed-tags", "Team=search")
              .withBody(body));
      assertThat(requests.getFirst())
          .contains(
              "\"requestMetadata\":{\"team\":\"ads\",\"project\":\"p 1\",\"a b\":\"left out\"");
      assertThat(gateway.records().getFirst())
          .containsEntry("tags", map(Map.of("Team", "search", "project", "p 1")));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v1/messages | `metadata`:{`user_id`:`u-1`},`max_tokens`:5 | user_id",
        "/v1/chat/completions | `user`:`u-1` | user",
        "/v1/chat/completions | `metadata`:{`team`:`u-1`} | team",
        "/v1/responses | `metadata`:{`team`:`u-1`},`input`:`Hi` | team"
      })
  void comeFromTheMembersOfOtherApis(String path, String members, String name) throws Exception {
    String messages =
        path.endsWith("responses") ? "" : "`messages`:[{`role`:`user`,`content`:`Hi`}],";
    String body =
        ("{`model`:`amazon.nova-lite-v1:0`," + messages + members + "}").replace('`', '"');
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start(
                (call, _) -> call.error("400 No", "ValidationException", "{\"message\":\"no\"}"));
        TestGateway gateway = TestGateway.before(bedrock.uri())) {
      gateway.call(
          LambdaEvent.functionUrl("POST", path)
              .withHeader("authorization", "Bearer " + gateway.token())
              .withBody(body));
      assertThat(gateway.records().getFirst()).containsEntry("tags", map(Map.of(name, "u-1")));
    }
  }

  @Test
  void surviveTheHandOverAndAreNotSentToTheModel() throws Exception {
    List<String> bodies = new CopyOnWriteArrayList<>();
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((call, _) -> {
              bodies.add(new String(call.request(), StandardCharsets.UTF_8));
              call.stream().chunk(EventStreamFrames.claude("x")).end();
            });
        WebSocketTestGateway socket = WebSocketTestGateway.connected(bedrock.uri())) {
      socket.say(tagged("a1", "{\"team\":\"search\"}"));
      socket.whole("a1");
      assertThat(socket.say(tagged("a2", "[]")).toString())
          .contains("tags must be an object of strings.");
      socket.settle();
      assertThat(bodies).containsExactly("{" + TestGateway.REST);
      assertThat(socket.stand().records()).hasSize(1);
      assertThat(socket.stand().records().getFirst())
          .containsEntry("tags", map(Map.of("team", "search")))
          .containsEntry("transport", text("web_socket"));
    }
  }

  @Test
  void areInTheRecordOfAnAnswerThatCouldNotBeHandedOver() throws Exception {
    try (ScriptedBedrock bedrock = ScriptedBedrock.start(ANSWERS);
        WebSocketTestGateway socket = WebSocketTestGateway.connected(bedrock.uri())) {
      socket.invoked(400);
      socket.say(tagged("a1", "{\"team\":\"search\"}"));
      socket.settle();
      assertThat(socket.stand().records().getFirst())
          .containsEntry("outcome", text("not_started"))
          .containsEntry("key_name", text("tests"))
          .containsEntry("tags", map(Map.of("team", "search")));
    }
  }

  private static String tagged(String id, String tags) {
    return WebSocketTestGateway.question(id).replaceFirst("\\{", "{\"tags\":" + tags + ",");
  }

  private static AttributeValue map(Map<String, String> tags) {
    return AttributeValue.fromM(
        tags.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, tag -> text(tag.getValue()))));
  }
}
