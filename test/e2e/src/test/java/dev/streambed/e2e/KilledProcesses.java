package dev.streambed.e2e;

import dev.streambed.e2e.caller.FrontDoor;
import dev.streambed.e2e.caller.HttpCaller;
import dev.streambed.e2e.caller.SseResponse;
import dev.streambed.e2e.caller.StreamItem;
import dev.streambed.e2e.caller.TestRequest;
import dev.streambed.e2e.caller.WebSocketCaller;
import dev.streambed.e2e.product.Eventually;
import dev.streambed.e2e.product.Product;
import dev.streambed.local.lambda.EnvironmentTimeline;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Requests many answers at once and kills random processes at random times.
final class KilledProcesses {

  /// The chunks, and therefore tokens, of each answer.
  static final int CHUNKS = 60;

  private static final int INTERVAL_MILLIS = 20;
  private static final List<FrontDoor> DOORS =
      List.of(FrontDoor.FUNCTION_URL, FrontDoor.REST_STREAM);
  private static final int EACH = 3;
  private static final int KILLS = 6;

  private final Product product;
  private final HttpCaller httpCaller;
  private final Random random;
  private final Queue<String> broken = new ConcurrentLinkedQueue<>();
  private int requests;
  private int killed;

  KilledProcesses(Product product, HttpCaller httpCaller, long seed) {
    this.product = product;
    this.httpCaller = httpCaller;
    this.random = new Random(seed);
  }

  /// The number of answers requested so far.
  int requests() {
    return requests;
  }

  /// The number of processes killed during an invocation or shortly after it.
  int killed() {
    return killed;
  }

  /// The request ids of incomplete answers over HTTP.
  List<String> broken() {
    return List.copyOf(broken);
  }

  /// Kills some from the start, possibly before admission.
  void killEarly() throws InterruptedException {
    List<TestRequest> testRequests = new ArrayList<>();
    List<CompletableFuture<Void>> ends = ask(testRequests);
    kill(ends, 2 * 60);
    ends.forEach(CompletableFuture::join);
    rest();
  }

  /// Kills some once each is being answered, including those over WebSocket.
  void killWhileAnswering() throws InterruptedException {
    List<TestRequest> testRequests = new ArrayList<>();
    List<CompletableFuture<Void>> ends = ask(testRequests);
    List<WebSocketCaller> sockets = askOnConnections(testRequests);
    for (TestRequest testRequest : testRequests) {
      product.awaitBedrockRequest(testRequest);
    }
    kill(ends, 2 * CHUNKS * INTERVAL_MILLIS / KILLS);
    ends.forEach(CompletableFuture::join);
    rest();
    sockets.forEach(WebSocketCaller::close);
  }

  private List<CompletableFuture<Void>> ask(List<TestRequest> testRequests) {
    List<CompletableFuture<Void>> ends = new ArrayList<>();
    for (FrontDoor frontDoor : DOORS) {
      for (int number = 0; number < EACH; number++) {
        testRequests.add(question());
        ends.add(listen(frontDoor, testRequests.getLast()));
      }
    }
    return ends;
  }

  private List<WebSocketCaller> askOnConnections(List<TestRequest> testRequests) {
    List<WebSocketCaller> sockets = new ArrayList<>();
    for (int number = 0; number < EACH; number++) {
      testRequests.add(question());
      sockets.add(
          WebSocketCaller.connect(
              product.stack().webSocketUrl().orElseThrow(), httpCaller.apiKey()));
      sockets.getLast().invoke(testRequests.getLast());
    }
    return sockets;
  }

  private TestRequest question() {
    requests++;
    return TestRequest.streamed("pieces=" + CHUNKS + " interval=" + INTERVAL_MILLIS + "ms");
  }

  private CompletableFuture<Void> listen(FrontDoor frontDoor, TestRequest testRequest) {
    return httpCaller
        .open(frontDoor, testRequest, "x-request-id", testRequest.marker())
        .handle((stream, failure) -> failure == null && isWhole(stream))
        .thenAccept(isWhole -> {
          if (!isWhole) {
            broken.add(testRequest.marker());
          }
        });
  }

  private static boolean isWhole(SseResponse stream) {
    try (stream) {
      return stream.status() == 200 && stream.readAll().contains(new StreamItem.Done());
    } catch (IOException _) {
      return false;
    }
  }

  private void kill(List<CompletableFuture<Void>> ends, int longestPauseMillis)
      throws InterruptedException {
    int left = KILLS;
    while (left > 0 && !ends.stream().allMatch(CompletableFuture::isDone)) {
      Thread.sleep(random.nextInt(longestPauseMillis));
      List<EnvironmentTimeline> busy = product.busyProcesses();
      if (!busy.isEmpty()) {
        left--;
        long pid = busy.get(random.nextInt(busy.size())).pid();
        killed += product.stack().lambda().kill(pid) ? 1 : 0;
      }
    }
  }

  private void rest() throws InterruptedException {
    Eventually.until("the end of every answer", () -> product.busyProcesses().isEmpty());
  }
}
