package dev.streambed.gateway.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.domain.ClientAnswerId;
import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.ModelTarget;
import dev.streambed.gateway.domain.Payload;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.WebSocketConnection;
import dev.streambed.gateway.fixture.SnsNotification;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonArray;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonString;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Lambda leaves the event out of a record that is too large for SNS, and then the answer could not
/// be ended.
class HandoverSizeTest {

  private static final int LARGEST_MESSAGE = 128 * 1024;
  private static final int LARGEST_NOTIFICATION = 256 * 1024;

  /// For what the function answered when it failed.
  private static final int ROOM = 32 * 1024;

  @Test
  void theLargestMessageOfAConnectionFitsIntoTheRecordOfItsFailure() {
    List<Json> stale = Collections.nCopies(500, new JsonString("m29920875r"));
    HandoverHeader head =
        new HandoverHeader(
            new WebSocketConnection("a".repeat(20), "prod", "c".repeat(64)),
            new ClientAnswerId("i".repeat(64)),
            new RequestId("r".repeat(64)),
            new ModelId("m".repeat(2048)),
            List.of(ModelTarget.here(new ModelId("m".repeat(2048)))),
            new JsonObject(
                Map.of("stale", new JsonArray(stale), "tokenStale", new JsonArray(stale))),
            new JsonObject(Map.of("limits", new JsonString("5".repeat(600)))),
            Instant.parse("2026-11-21T12:00:00Z"));
    byte[] message = new byte[LARGEST_MESSAGE];
    Handover handover = new Handover(head, new Handover.Prompt.Message(Payload.of(message)));
    String event = new String(handover.event().bytes(), StandardCharsets.UTF_8);
    JsonObject notification = read(SnsNotification.ofFailure(event, "EventAgeExceeded"));
    assertThat(record(notification).length()).isLessThan(LARGEST_NOTIFICATION - ROOM);
    assertThat(HandoverFailureRecord.of(notification))
        .contains(new HandoverFailureRecord(head, "EventAgeExceeded"));
  }

  private static String record(JsonObject notification) {
    JsonArray records = notification.array("Records").orElseThrow();
    JsonObject entry = (JsonObject) records.elements().getFirst();
    return entry.objectOrEmpty("Sns").text("Message").orElseThrow();
  }

  private static JsonObject read(String json) {
    return (JsonObject) Json.read(json.getBytes(StandardCharsets.UTF_8));
  }
}
