package dev.streambed.gateway.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streambed.gateway.domain.ResponseSink;
import dev.streambed.gateway.fixture.CollectedResponse;
import dev.streambed.gateway.fixture.CollectedResponse.Way;
import dev.streambed.gateway.fixture.SharedTestData;
import dev.streambed.gateway.fixture.TestContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The sample events of AWS's own repositories: each is recognised, or refused in a form that its
/// sender understands.
class SampleEventsTest {

  private static final Map<String, Way> WAYS =
      Map.of(
          "function-url-2.0", Way.STREAM,
          "rest-proxy-1.0", Way.STREAM,
          "http-api-2.0", Way.PROXY,
          "response", Way.BUFFER);

  private static final Map<String, Class<?>> ON_SOCKET =
      Map.of(
          "websocket-CONNECT", WebSocketEvent.ConnectRequested.class,
          "websocket-MESSAGE", WebSocketEvent.MessageReceived.class,
          "websocket-DISCONNECT", WebSocketEvent.Disconnected.class);

  private static final ObjectMapper JSON = new ObjectMapper();

  @TestFactory
  List<DynamicTest> meetsEverySample() throws IOException {
    Path folder = SharedTestData.folder("events");
    JsonNode index = JSON.readTree(folder.resolve("index.json").toFile());
    return StreamSupport.stream(index.spliterator(), false)
        .map(entry -> test(folder, entry))
        .toList();
  }

  private static DynamicTest test(Path folder, JsonNode entry) {
    String file = entry.get("file").asText();
    String kind = entry.get("kind").asText();
    return DynamicTest.dynamicTest(kind + " " + file, () -> meet(folder.resolve(file), kind));
  }

  private static void meet(Path file, String kind) throws IOException {
    CollectedResponse response = new CollectedResponse();
    JsonNode event = JSON.readTree(file.toFile());
    switch (receive(file, response)) {
      case IncomingEvent.WebSocketEventReceived(
              WebSocketEvent happened,
              WebSocketResponse back) -> {
        assertThat(happened).isInstanceOf(ON_SOCKET.get(kind));
        assertThat(happened.connection().id())
            .isEqualTo(event.at("/requestContext/connectionId").asText());
        back.empty();
        assertThat(response.body()).isEqualTo("{\"statusCode\":200}");
        return;
      }
      case IncomingEvent.HttpCallReceived(_, ResponseSink back) -> {
        assertThat(isForUs(kind) && !isMislabelled(event)).isTrue();
        back.begin(404, Map.of());
      }
      case IncomingEvent.Refused(_, _, ResponseSink back) -> {
        assertThat(isForUs(kind) && !isMislabelled(event)).isFalse();
        back.begin(404, Map.of());
      }
      case IncomingEvent.OriginNotVerified _ ->
          throw new AssertionError("nothing is to be verified");
      case IncomingEvent.HandoverReceived _,
          IncomingEvent.HandoverFailed _,
          IncomingEvent.Unreadable _,
          IncomingEvent.SweepDue _ ->
          throw new AssertionError("only we have such events");
    }
    assertThat(ON_SOCKET.containsKey(kind) && !isAuthorizer(event)).isFalse();
    if (isAuthorizer(event)) {
      assertThat(response.way()).isEqualTo(Way.BUFFER);
    } else if (WAYS.containsKey(kind)) {
      assertThat(response.way()).isEqualTo(WAYS.get(kind));
    }
  }

  private static IncomingEvent receive(Path file, CollectedResponse response) throws IOException {
    HttpEventReader calls =
        new HttpEventReader(
            1_000_000, new CorsPolicy(Set.of()), Optional.empty(), InstantSource.system());
    try (InputStream event = Files.newInputStream(file)) {
      return new LambdaEventReader(calls, InstantSource.system())
          .read(event, response, TestContext.ofOneMinute());
    }
  }

  private static boolean isForUs(String kind) {
    return kind.equals("function-url-2.0") || kind.equals("rest-proxy-1.0");
  }

  // Three samples call "Hello from Lambda!" base64.
  private static boolean isMislabelled(JsonNode event) {
    return event.path("isBase64Encoded").asBoolean();
  }

  // Some are listed as events of the front door that they are to authorize.
  private static boolean isAuthorizer(JsonNode event) {
    return event.has("methodArn") || event.has("routeArn");
  }
}
