package dev.streambed.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streambed.bedrock.protocol.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class ReceivedRequestsTest {

  private static final Duration SOON = Duration.ofSeconds(5);

  private final ReceivedRequests receivedRequests = new ReceivedRequests();

  @Test
  void knowsWhatWasAsked() throws Exception {
    receivedRequests.add(request("/model/a%3A1/converse", 3));

    ReceivedRequest request = receivedRequests.await(1, SOON);

    assertThat(request.operation()).contains(Operation.CONVERSE);
    assertThat(request.modelId()).isEqualTo("a:1");
    assertThat(request.header("x-a")).contains("b");
    assertThat(request.header("x-b")).isEmpty();
    assertThat(request.body()).hasSize(3);
    assertThat(request.receivedAt()).isEqualTo(Instant.EPOCH);
    assertThat(request.outcome()).isEmpty();
  }

  @Test
  void remembersThePathOfWhatNobodyUnderstands() {
    receivedRequests.add(request("/favicon.ico", 0));
    assertThat(receivedRequests.all().getFirst().operation()).isEmpty();
    assertThat(receivedRequests.all().getFirst().modelId()).isEmpty();
    assertThat(receivedRequests.all().getFirst().path()).isEqualTo("/favicon.ico");
  }

  @Test
  void waitsForARequest() throws Exception {
    Thread.startVirtualThread(() -> {
      receivedRequests.add(request("/first", 0));
      receivedRequests.add(request("/second", 0));
    });
    assertThat(receivedRequests.await(2, SOON).path()).isEqualTo("/second");
    assertThat(receivedRequests.await(1, SOON).path()).isEqualTo("/first");
    assertThatThrownBy(() -> receivedRequests.await(3, Duration.ofMillis(10)))
        .isInstanceOf(TimeoutException.class)
        .hasMessage("request 3 did not come; there were 2");
  }

  @Test
  void forgetsTheOldestButKeepsCounting() throws Exception {
    for (int number = 1; number <= 1_500; number++) {
      receivedRequests.add(request("/" + number, 0));
    }
    assertThat(receivedRequests.count()).isEqualTo(1_500);
    assertThat(receivedRequests.all()).hasSize(1_000);
    assertThat(receivedRequests.await(501, SOON).path()).isEqualTo("/501");
    assertThatThrownBy(() -> receivedRequests.await(500, SOON))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("request 500 is forgotten; the oldest is 501");
  }

  @Test
  void keepsNoMoreThanSoManyBytes() {
    for (int number = 1; number <= 10; number++) {
      receivedRequests.add(request("/" + number, 20 * 1024 * 1024));
    }
    assertThat(receivedRequests.all())
        .extracting(ReceivedRequest::path)
        .containsExactly("/8", "/9", "/10");
  }

  @Test
  void beginsAnewWhenItIsCleared() {
    receivedRequests.add(request("/a", 9));
    receivedRequests.clear();
    assertThat(receivedRequests.all()).isEmpty();
    assertThat(receivedRequests.count()).isZero();
  }

  private static ReceivedRequest request(String path, int bytes) {
    return new ReceivedRequest(Instant.EPOCH, path, Map.of("x-a", List.of("b")), new byte[bytes]);
  }
}
