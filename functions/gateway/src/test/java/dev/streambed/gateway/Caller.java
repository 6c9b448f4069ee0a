package dev.streambed.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.gateway.fixture.AwsService;
import dev.streambed.gateway.fixture.CutResponse;
import dev.streambed.gateway.fixture.RawBedrock;
import dev.streambed.gateway.fixture.RawExchange;
import dev.streambed.gateway.fixture.Recording;
import dev.streambed.gateway.fixture.TestContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Asks the whole function for recorded answers and hears as much of them as a test wants, on every
/// door and from many threads at once.
final class Caller implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  /// What was asked, and how it was heard.
  ///
  /// @param ends where each write or message ended that was heard, in bytes
  /// @param isBroken whether the caller was cut off
  record Heard(
      String requestId, Recording recording, Doorway door, List<Long> ends, boolean isBroken) {}

  private final Map<String, Recording> recordings = new ConcurrentHashMap<>();
  private final Map<String, Client> clients = new ConcurrentHashMap<>();
  private final AtomicInteger asked = new AtomicInteger();
  private final RawBedrock bedrock;
  private final SocketStand sockets;

  /// @param environment of the function, besides what a stand sets
  Caller(Map<String, String> environment) throws IOException {
    this.bedrock = RawBedrock.start((exchange, _) -> answer(exchange));
    this.sockets = SocketStand.before(bedrock.uri(), environment);
    sockets.stand().unlimited();
    sockets.client(message -> client(message).post(message));
    sockets.deliveries(0);
    sockets.connect(Map.of("authorization", "Bearer " + sockets.stand().token()));
  }

  Stand stand() {
    return sockets.stand();
  }

  /// @param bytes that are heard before the connection breaks
  Heard ask(Recording recording, Doorway door, long bytes) throws IOException {
    String id = "c-" + asked.incrementAndGet();
    recordings.putIfAbsent(recording.name(), recording);
    if (door == Doorway.WEB_SOCKET) {
      return askOnConnection(id, recording, bytes);
    }
    CutResponse response = new CutResponse(bytes);
    var event =
        door.event()
            .withHeader("authorization", "Bearer " + stand().token())
            .withHeader("x-request-id", id)
            .withBody(body(recording).toString());
    stand().gateway().handle(event.stream(), response, TestContext.ofOneMinute());
    return new Heard(id, recording, door, response.ends(), response.isBroken());
  }

  @Override
  public void close() throws IOException {
    sockets.close();
    bedrock.close();
  }

  private Heard askOnConnection(String id, Recording recording, long bytes) throws IOException {
    Client client = new Client(bytes);
    clients.put(id, client);
    JsonNode refusal =
        sockets.say(body(recording).put("action", "invoke").put("id", id).toString());
    if (!refusal.isMissingNode()) {
      throw new AssertionError("refused: " + refusal);
    }
    sockets.handOn(handedOn(id));
    return client.heard(recording);
  }

  // What was handed on for an answer is among the last.
  private String handedOn(String id) {
    return sockets.lambda().received().reversed().stream()
        .map(AwsService.Received::body)
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

  private static ObjectNode body(Recording recording) {
    return JSON.createObjectNode()
        .put("modelId", recording.model())
        .put("stream", recording.streamed())
        .put("recording", recording.name());
  }

  private void answer(RawExchange exchange) throws IOException {
    String name = JSON.readTree(exchange.request()).path("recording").asText();
    Recording recording = recordings.get(name);
    if (recording == null) {
      throw new IOException("no recording " + name);
    }
    recording.answer(exchange);
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

    private synchronized Heard heard(Recording recording) {
      return new Heard(requestId, recording, Doorway.WEB_SOCKET, List.copyOf(ends), isBroken);
    }
  }
}
