package dev.streambed.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.gateway.fixture.DisconnectingResponse;
import dev.streambed.gateway.fixture.RecordedAnswer;
import dev.streambed.gateway.fixture.ScriptedAwsService;
import dev.streambed.gateway.fixture.ScriptedBedrock;
import dev.streambed.gateway.fixture.ScriptedBedrockCall;
import dev.streambed.gateway.fixture.TestContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Requests recorded answers from the whole function and reads as much of them as a test wants,
/// through every front door and from many threads at once.
final class RecordedCaller implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  /// A request and what the caller received.
  ///
  /// @param ends the end of each write or message that was received, in bytes
  /// @param isBroken whether the caller was disconnected
  record Delivery(
      String requestId,
      RecordedAnswer recordedAnswer,
      TestFrontDoor door,
      List<Long> ends,
      boolean isBroken) {}

  private final Map<String, RecordedAnswer> recordings = new ConcurrentHashMap<>();
  private final Map<String, Client> clients = new ConcurrentHashMap<>();
  private final AtomicInteger asked = new AtomicInteger();
  private final ScriptedBedrock bedrock;
  private final WebSocketTestGateway sockets;

  /// @param environment additional environment variables of the function
  RecordedCaller(Map<String, String> environment) throws IOException {
    this.bedrock = ScriptedBedrock.start((exchange, _) -> answer(exchange));
    this.sockets = WebSocketTestGateway.before(bedrock.uri(), environment);
    sockets.stand().unlimited();
    sockets.client(message -> client(message).post(message));
    sockets.deliveries(0);
    sockets.connect(Map.of("authorization", "Bearer " + sockets.stand().token()));
  }

  TestGateway stand() {
    return sockets.stand();
  }

  /// @param bytes how many bytes are received before the connection breaks
  Delivery ask(RecordedAnswer recordedAnswer, TestFrontDoor door, long bytes) throws IOException {
    String id = "c-" + asked.incrementAndGet();
    recordings.putIfAbsent(recordedAnswer.name(), recordedAnswer);
    if (door == TestFrontDoor.WEB_SOCKET) {
      return askOnConnection(id, recordedAnswer, bytes);
    }
    DisconnectingResponse response = new DisconnectingResponse(bytes);
    var lambdaEvent =
        door.event()
            .withHeader("authorization", "Bearer " + stand().token())
            .withHeader("x-request-id", id)
            .withBody(body(recordedAnswer).toString());
    stand().gateway().handle(lambdaEvent.stream(), response, TestContext.ofOneMinute());
    return new Delivery(id, recordedAnswer, door, response.ends(), response.isBroken());
  }

  @Override
  public void close() throws IOException {
    sockets.close();
    bedrock.close();
  }

  private Delivery askOnConnection(String id, RecordedAnswer recordedAnswer, long bytes)
      throws IOException {
    Client client = new Client(bytes);
    clients.put(id, client);
    JsonNode refusal =
        sockets.say(body(recordedAnswer).put("action", "invoke").put("id", id).toString());
    if (!refusal.isMissingNode()) {
      throw new AssertionError("refused: " + refusal);
    }
    sockets.handOn(handedOn(id));
    return client.delivery(recordedAnswer);
  }

  // What was handed on for an answer is among the last.
  private String handedOn(String id) {
    return sockets.lambda().received().reversed().stream()
        .map(ScriptedAwsService.Received::body)
        .filter(body -> body.contains("\"id\":\"" + id + "\""))
        .findFirst()
        .orElseThrow();
  }

  private Client client(JsonNode message) {
    Client client = clients.get(message.path("id").asText());
    if (client == null) {
      throw new AssertionError("nobody asked for " + message);
    }
    return client;
  }

  private static ObjectNode body(RecordedAnswer recordedAnswer) {
    return JSON.createObjectNode()
        .put("modelId", recordedAnswer.model())
        .put("stream", recordedAnswer.streamed())
        .put("recording", recordedAnswer.name());
  }

  private void answer(ScriptedBedrockCall exchange) throws IOException {
    String name = JSON.readTree(exchange.request()).path("recording").asText();
    RecordedAnswer recordedAnswer = recordings.get(name);
    if (recordedAnswer == null) {
      throw new IOException("no recording " + name);
    }
    recordedAnswer.answer(exchange);
  }

  /// One answer on the connection, as its client sees it.
  private static final class Client {

    private final long most;
    private final List<Long> ends = new ArrayList<>();
    private String requestId = "";
    private long taken;
    private boolean isBroken;

    private Client(long most) {
      this.most = most;
    }

    private synchronized int post(JsonNode message) {
      requestId = message.path("requestId").asText(requestId);
      int length = message.toString().getBytes(StandardCharsets.UTF_8).length;
      isBroken |= taken + length > most;
      if (isBroken) {
        return 410;
      }
      taken += length;
      ends.add(taken);
      return 200;
    }

    private synchronized Delivery delivery(RecordedAnswer recordedAnswer) {
      return new Delivery(
          requestId, recordedAnswer, TestFrontDoor.WEB_SOCKET, List.copyOf(ends), isBroken);
    }
  }
}
