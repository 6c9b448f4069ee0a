package dev.streambed.gateway.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.domain.InboundCall;
import dev.streambed.gateway.fixture.CollectedResponse;
import dev.streambed.gateway.fixture.LambdaEvent;
import dev.streambed.gateway.fixture.TestContext;
import dev.streambed.gateway.json.JsonArray;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonString;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which id a call has when its caller, or something on the way, chose one.
class RequestIdHeaderTest {

  private final CollectedResponse response = new CollectedResponse();

  @Test
  void takesTheRequestIdThatTheCallerChose() throws IOException {
    LambdaEvent lambdaEvent =
        LambdaEvent.functionUrl("POST", "/").withHeader("X-Request-Id", "my_own-42");
    assertThat(call(lambdaEvent).requestId().value()).isEqualTo("my_own-42");
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
    for (LambdaEvent lambdaEvent :
        List.of(LambdaEvent.functionUrl("GET", "/health"), LambdaEvent.rest("GET", "/health"))) {
      assertThatItTakesItsOwn(lambdaEvent.withHeader("x-request-id", id));
    }
  }

  @Test
  void takesAnIdOfItsOwnWhenThereAreTwo() throws IOException {
    var twice = new JsonArray(List.of(new JsonString("one"), new JsonString("two")));
    assertThatItTakesItsOwn(
        LambdaEvent.rest("GET", "/health")
            .withHeader("X-Request-Id", "two")
            .with("multiValueHeaders", new JsonObject(Map.of("X-Request-Id", twice))));
  }

  private void assertThatItTakesItsOwn(LambdaEvent lambdaEvent) throws IOException {
    InboundCall inboundCall = call(lambdaEvent);
    assertThat(inboundCall.requestId().value()).isEqualTo(TestContext.ofOneMinute().awsRequestId());
    arrived(lambdaEvent).responseSink().begin(200, Map.of());
    assertThat(response.header("x-request-id")).isEqualTo(inboundCall.requestId().value());
  }

  private InboundCall call(LambdaEvent lambdaEvent) throws IOException {
    return arrived(lambdaEvent).inboundCall();
  }

  private IncomingEvent.HttpCallReceived arrived(LambdaEvent lambdaEvent) throws IOException {
    HttpEventReader calls =
        new HttpEventReader(
            100, new CorsPolicy(Set.of()), Optional.empty(), InstantSource.system());
    return (IncomingEvent.HttpCallReceived)
        new LambdaEventReader(calls, InstantSource.system())
            .read(lambdaEvent.stream(), response, TestContext.ofOneMinute());
  }
}
