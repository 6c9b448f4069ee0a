package dev.streambed.gateway.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.fixture.CollectedResponse;
import dev.streambed.gateway.fixture.Event;
import dev.streambed.gateway.fixture.TestContext;
import dev.streambed.gateway.json.JsonArray;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonText;
import dev.streambed.gateway.vocabulary.Call;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which id a call has when its caller, or something on the way, chose one.
class CallersRequestIdTest {

  private final CollectedResponse response = new CollectedResponse();

  @Test
  void takesTheRequestIdThatTheCallerChose() throws IOException {
    Event event = Event.functionUrl("POST", "/").withHeader("X-Request-Id", "my_own-42");
    assertThat(call(event).requestId().value()).isEqualTo("my_own-42");
    assertThat(call(event).isNamed()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b",
        "ü",
        "a/b",
        "",
        "1-5759e988-bd862e3fe1be46a994272793:0",
        "0123456789012345678901234567890123456789012345678901234567890123456789ab",
        "one,two",
        "one, two"
      })
  void takesAnIdOfItsOwnInsteadOfOneThatDoesNotFit(String id) throws IOException {
    for (Event event : List.of(Event.functionUrl("GET", "/health"), Event.rest("GET", "/health"))) {
      assertThatItTakesItsOwn(event.withHeader("x-request-id", id));
    }
  }

  @Test
  void takesAnIdOfItsOwnWhenThereAreTwo() throws IOException {
    var twice = new JsonArray(List.of(new JsonText("one"), new JsonText("two")));
    assertThatItTakesItsOwn(
        Event.rest("GET", "/health")
            .withHeader("X-Request-Id", "two")
            .with("multiValueHeaders", new JsonObject(Map.of("X-Request-Id", twice))));
  }

  private void assertThatItTakesItsOwn(Event event) throws IOException {
    Call call = call(event);
    assertThat(call.requestId().value()).isEqualTo(TestContext.ofOneMinute().awsRequestId());
    assertThat(call.isNamed()).isFalse();
    arrived(event).back().begin(200, Map.of());
    assertThat(response.header("x-request-id")).isEqualTo(call.requestId().value());
  }

  private Call call(Event event) throws IOException {
    return arrived(event).call();
  }

  private Arrival.Arrived arrived(Event event) throws IOException {
    CallReader calls = new CallReader(100, new CorsPolicy(Set.of()), InstantSource.system());
    return (Arrival.Arrived)
        new FrontDoors(calls, InstantSource.system())
            .receive(event.stream(), response, TestContext.ofOneMinute());
  }
}
