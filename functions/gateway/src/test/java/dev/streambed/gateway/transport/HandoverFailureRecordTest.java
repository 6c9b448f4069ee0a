package dev.streambed.gateway.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.fixture.CollectedResponse;
import dev.streambed.gateway.fixture.SnsNotification;
import dev.streambed.gateway.fixture.TestContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The records of failed invocations that the function receives.
class HandoverFailureRecordTest {

  private static final String EVENT =
      "{\"streambedAnswer\":{\"version\":1,\"apiId\":\"api\",\"stage\":\"prod\","
          + "\"connectionId\":\"c=\",\"id\":\"a\",\"requestId\":\"r\",\"modelId\":\"m\","
          + "\"permit\":{},\"until\":1},\"body\":\"\"}";

  @Test
  void isReadWhateverTheEventsVersionAndPrompt() throws IOException {
    String later = EVENT.replace("\"version\":1", "\"version\":7").replace("body", "elsewhere");
    for (String event : new String[] {EVENT, later}) {
      assertThat(receive(SnsNotification.ofFailure(event, "EventAgeExceeded")))
          .isInstanceOfSatisfying(
              IncomingEvent.HandoverFailed.class,
              arrival -> {
                assertThat(arrival.failed().envelope().id().value()).isEqualTo("a");
                assertThat(arrival.failed().cause()).isEqualTo("EventAgeExceeded");
              });
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Event Age", "a\\nb", "x1"})
  void takesOnlyAWordForItsCause(String condition) throws IOException {
    assertThat(receive(SnsNotification.ofFailure(EVENT, condition)))
        .isInstanceOfSatisfying(
            IncomingEvent.HandoverFailed.class,
            arrival -> assertThat(arrival.failed().cause()).isEqualTo("InvocationFailed"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no JSON",
        "[]",
        "{}",
        "{\"requestPayload\":{\"streambedSweep\":{\"version\":1}}}",
        "{\"requestContext\":{\"condition\":\"EventAgeExceeded\"}}"
      })
  void makesTheInvocationFailWhenItTellsOfSomethingElse(String message) throws IOException {
    assertThat(receive(SnsNotification.of(message)))
        .isInstanceOfSatisfying(
            IncomingEvent.Unreadable.class,
            unreadable -> assertThat(unreadable.cause()).isEqualTo("UnknownFailure"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Records\":[]}",
        "{\"Records\":[7]}",
        "{\"Records\":[{\"EventSource\":\"aws:s3\"}]}",
        "{\"Records\":{\"EventSource\":\"aws:sns\"}}"
      })
  void isNoEventOfAnotherService(String event) throws IOException {
    assertThat(receive(event)).isInstanceOf(IncomingEvent.Refused.class);
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
