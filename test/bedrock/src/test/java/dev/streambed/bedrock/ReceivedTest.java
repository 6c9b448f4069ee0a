package dev.streambed.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streambed.bedrock.wire.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class ReceivedTest {

  private static final Duration SOON = Duration.ofSeconds(5);

  private final Received received = new Received();

  @Test
  void knowsWhatWasAsked() throws Exception {
    received.add(request("/model/a%3A1/converse", 3));

    ReceivedRequest request = received.await(1, SOON);

    assertThat(request.operation()).contains(Operation.CONVERSE);
    assertThat(request.modelId()).isEqualTo("a:1");
    assertThat(request.header("x-a")).contains("b");
    assertThat(request.header("x-b")).isEmpty();
    assertThat(request.body()).hasSize(3);
    assertThat(request.at()).isEqualTo(Instant.EPOCH);
    assertThat(request.ending()).isEmpty();
  }

  @Test
  void remembersThePathOfWhatNobodyUnderstands() {
    received.add(request("/favicon.ico", 0));
    assertThat(received.all().getFirst().operation()).isEmpty();
    assertThat(received.all().getFirst().modelId()).isEmpty();
    assertThat(received.all().getFirst().path()).isEqualTo("/favicon.ico");
  }

  @Test
  void waitsForARequest() throws Exception {
    Thread.startVirtualThread(() -> {
      received.add(request("/first", 0));
      received.add(request("/second", 0));
    });
    assertThat(received.await(2, SOON).path()).isEqualTo("/second");
    assertThat(received.await(1, SOON).path()).isEqualTo("/first");
    assertThatThrownBy(() -> received.await(3, Duration.ofMillis(10)))
        .isInstanceOf(TimeoutException.class)
        .hasMessage("request 3 did not come; there were 2");
  }

  @Test
  void forgetsTheOldestButKeepsCounting() throws Exception {
    for (int number = 1; number <= 1_500; number++) {
      received.add(request("/" + number, 0));
    }
    assertThat(received.count()).isEqualTo(1_500);
    assertThat(received.all()).hasSize(1_000);
    assertThat(received.await(501, SOON).path()).isEqualTo("/501");
    assertThatThrownBy(() -> received.await(500, SOON))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("request 500 is forgotten; the oldest is 501");
  }

  @Test
  void keepsNoMoreThanSoManyBytes() {
    for (int number = 1; number <= 10; number++) {
      received.add(request("/" + number, 20 * 1024 * 1024));
    }
    assertThat(received.all()).extracting(ReceivedRequest::path).containsExactly("/8", "/9", "/10");
  }

  @Test
  void beginsAnewWhenItIsCleared() {
    received.add(request("/a", 9));
    received.clear();
    assertThat(received.all()).isEmpty();
    assertThat(received.count()).isZero();
  }

  private static ReceivedRequest request(String path, int bytes) {
    return new ReceivedRequest(Instant.EPOCH, path, Map.of("x-a", List.of("b")), new byte[bytes]);
  }
}
