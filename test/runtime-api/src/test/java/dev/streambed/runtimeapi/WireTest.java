package dev.streambed.runtimeapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireTest {

  @Test
  void showsATapEverythingInItsOrder() throws Exception {
    RecordingTap tap = new RecordingTap();
    try (RuntimeApi api = RuntimeApi.start(RuntimeApiSettings.onDemand().withTap(tap))) {
      try (RawRuntime runtime = new RawRuntime(api)) {
        new Invoker(api).streamed("id-1", new CollectingSink());
        runtime.get("invocation/next");
        runtime.stream("id-1").chunk("one").chunk("three").send("0\r\nSurprise: yes\r\n\r\n");
        runtime.answer();
      }
      assertThat(tap.closed.await(10, TimeUnit.SECONDS)).isTrue();
    }

    assertThat(tap.seen)
        .containsExactly(
            "opened 1",
            "GET /2018-06-01/runtime/invocation/next",
            "answered 200",
            "POST /2018-06-01/runtime/invocation/id-1/response",
            "chunk 3",
            "chunk 5",
            "chunk 0",
            "trailer Surprise: yes",
            "answered 202",
            "closed by runtime: true");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense\r\n\r\n",
        "GET / SPDY/3\r\n\r\n",
        "GET / HTTP/1.1\r\nno colon\r\n\r\n",
        "GET / HTTP/1.1\r\n: no name\r\n\r\n"
      })
  void answersWhatIsNotHttpOnceAndCloses(String nonsense) throws Exception {
    try (RuntimeApi api = RuntimeApi.start(RuntimeApiSettings.onDemand());
        RawRuntime runtime = new RawRuntime(api)) {
      assertThat(runtime.send(nonsense).answer().status()).isEqualTo(400);
      assertThat(runtime.isClosedByServer()).isTrue();
    }
  }

  @Test
  void knowsNoOtherRoutes() throws Exception {
    try (RuntimeApi api = RuntimeApi.start(RuntimeApiSettings.onDemand());
        RawRuntime runtime = new RawRuntime(api)) {
      assertThat(runtime.get("invocation/other").status()).isEqualTo(404);
      assertThat(runtime.get("invocation/id-1/other").status()).isEqualTo(404);
      assertThat(runtime.get("invocation/id-1/response").status()).isEqualTo(405);
      assertThat(runtime.send("GET /elsewhere HTTP/1.1\r\n\r\n").answer().status()).isEqualTo(404);
    }
  }

  @Test
  void asksForABodyThatWaitsToBeAskedFor() throws Exception {
    try (RuntimeApi api = RuntimeApi.start(RuntimeApiSettings.onDemand());
        RawRuntime runtime = new RawRuntime(api)) {
      CollectingSink sink = new CollectingSink();
      Invoker.Running runningInvocation = new Invoker(api).buffered("id-1", sink);
      runtime.get("invocation/next");
      String headers = "Expect: 100-continue\r\nContent-Length: 4\r\n";

      runtime.send(RawRuntime.head("invocation/id-1/response", headers));

      assertThat(runtime.answer().status()).isEqualTo(100);
      assertThat(runtime.send("body").answer().status()).isEqualTo(202);
      assertThat(runningInvocation.outcome()).isEqualTo(new InvocationOutcome.Complete());
      assertThat(sink.text()).isEqualTo("body");
    }
  }

  @Test
  void closesWhenTheRuntimeWishes() throws Exception {
    try (RuntimeApi api = RuntimeApi.start(RuntimeApiSettings.onDemand());
        RawRuntime runtime = new RawRuntime(api)) {
      new Invoker(api).buffered("id-1", new CollectingSink());
      runtime.get("invocation/next");

      runtime.post("invocation/id-1/response", "Connection: Close\r\n", "text");

      assertThat(runtime.isClosedByServer()).isTrue();
    }
  }

  private static final class RecordingTap implements WireTap {
    final List<String> seen = new CopyOnWriteArrayList<>();
    final CountDownLatch closed = new CountDownLatch(1);

    @Override
    public void opened(int connection) {
      seen.add("opened " + connection);
    }

    @Override
    public void request(int connection, String method, String path, Headers headers) {
      seen.add(method + " " + path);
    }

    @Override
    public void chunk(int connection, long size) {
      seen.add("chunk " + size);
    }

    @Override
    public void trailers(int connection, Headers trailers) {
      trailers.lines().forEach(line -> seen.add("trailer " + line.name() + ": " + line.value()));
    }

    @Override
    public void answered(int connection, int status) {
      seen.add("answered " + status);
    }

    @Override
    public void closed(int connection, boolean byRuntime) {
      seen.add("closed by runtime: " + byRuntime);
      closed.countDown();
    }
  }
}
