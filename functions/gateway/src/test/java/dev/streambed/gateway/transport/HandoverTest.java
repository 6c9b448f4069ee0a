package dev.streambed.gateway.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.domain.ClientAnswerId;
import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.ModelTarget;
import dev.streambed.gateway.domain.Payload;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.RequiredGuardrail;
import dev.streambed.gateway.domain.WebSocketConnection;
import dev.streambed.gateway.fixture.CollectedResponse;
import dev.streambed.gateway.fixture.TestContext;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonString;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HandoverTest {

  @Test
  void arrivesAsItWasSent() throws IOException {
    byte[] body = "{\"é\":1}".getBytes(StandardCharsets.UTF_8);
    Handover sent = handover(new Handover.Prompt.Message(Payload.of(body)));
    Handover arrived = ((IncomingEvent.HandoverReceived) receive(text(sent))).handover();
    assertThat(arrived).usingRecursiveComparison().isEqualTo(sent);
  }

  @Test
  void leavesPartsWhereTheyAre() throws IOException {
    Handover sent = handover(new Handover.Prompt.Parts(33));
    assertThat(text(sent)).endsWith(",\"parts\":33}");
    assertThat(((IncomingEvent.HandoverReceived) receive(text(sent))).handover()).isEqualTo(sent);
  }

  @Test
  void hasTimeLeftForTheMessagesThatWait() throws IOException {
    IncomingEvent.HandoverReceived arrival =
        (IncomingEvent.HandoverReceived) receive(text(handover(new Handover.Prompt.Parts(1))));
    assertThat(arrival.deadline().remaining().toSeconds()).isBetween(45L, 53L);
  }

  /// A guardrail that cannot be read is not left out.
  @Test
  void bringsTheGuardrailOrFails() throws IOException {
    Handover plain = handover(new Handover.Prompt.Parts(1));
    Handover sent =
        new Handover(plain.envelope(), plain.prompt(), RequiredGuardrail.of("gr1:DRAFT"));
    String event = text(sent);
    // A function of before would pass over the guardrail: it must not read the event.
    assertThat(event).contains("\"version\":2");
    assertThat(text(plain)).contains("\"version\":1");
    assertThat(((IncomingEvent.HandoverReceived) receive(event)).handover()).isEqualTo(sent);
    for (String unreadable : new String[] {"\"gr1\"", "null", "7"}) {
      assertThat(receive(event.replace("\"gr1:DRAFT\"", unreadable)))
          .isInstanceOf(IncomingEvent.Unreadable.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "\"version\":1, \"version\":3",
    "\"parts\":1, \"pieces\":1",
    "\"id\":\"a\", \"id\":\"a b\"",
    "\"requestId\", \"ID\"",
    "\"permit\", \"PERMIT\"",
    "\"modelId\":\"m\", \"modelId\":\"\""
  })
  void makesTheInvocationFailWhenItDoesNotUnderstand(String part, String other) throws IOException {
    String event = text(handover(new Handover.Prompt.Parts(1)));
    assertThat(event).contains(part);
    assertThat(receive(event.replace(part, other)))
        .isInstanceOfSatisfying(
            IncomingEvent.Unreadable.class,
            unreadable -> assertThat(unreadable.cause()).isEqualTo("UnknownHandover"));
  }

  private static Handover handover(Handover.Prompt prompt) {
    HandoverHeader head =
        new HandoverHeader(
            new WebSocketConnection("api", "prod", "c="),
            new ClientAnswerId("a"),
            new RequestId("r"),
            new ModelId("m"),
            List.of(ModelTarget.here(new ModelId("m"))),
            new JsonObject(Map.of("customerId", new JsonString("c"))),
            new JsonObject(Map.of("requestsPerDay", JsonObject.EMPTY)),
            Instant.parse("2026-11-21T12:00:00Z"));
    return new Handover(head, prompt);
  }

  private static String text(Handover handover) {
    String text = new String(handover.event().bytes(), StandardCharsets.UTF_8);
    assertThat(Json.read(handover.event().bytes()).write()).isEqualTo(text);
    return text;
  }

  private static IncomingEvent receive(String event) throws IOException {
    HttpEventReader calls =
        new HttpEventReader(
            100, new CorsPolicy(Set.of()), Optional.empty(), InstantSource.system());
    return new LambdaEventReader(calls, InstantSource.system())
        .read(
            new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
            new CollectedResponse(),
            TestContext.ofOneMinute());
  }
}
