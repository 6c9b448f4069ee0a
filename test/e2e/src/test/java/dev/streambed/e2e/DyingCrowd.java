package dev.streambed.e2e;

import dev.streambed.e2e.caller.Ask;
import dev.streambed.e2e.caller.Caller;
import dev.streambed.e2e.caller.Door;
import dev.streambed.e2e.caller.EventStream;
import dev.streambed.e2e.caller.Item;
import dev.streambed.e2e.caller.SocketCaller;
import dev.streambed.e2e.product.Patience;
import dev.streambed.e2e.product.Product;
import dev.streambed.local.lambda.Timeline;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Asks for many answers at once and kills some of the processes that give them, whichever and
/// whenever chance has it.
final class DyingCrowd {

  /// Pieces, which is tokens, of each answer.
  static final int PIECES = 60;

  private static final int INTERVAL_MILLIS = 20;
  private static final List<Door> DOORS = List.of(Door.FUNCTION_URL, Door.REST_STREAM);
  private static final int EACH = 3;
  private static final int KILLS = 6;

  private final Product product;
  private final Caller caller;
  private final Random random;
  private final Queue<String> broken = new ConcurrentLinkedQueue<>();
  private int asked;
  private int killed;

  DyingCrowd(Product product, Caller caller, long seed) {
    this.product = product;
    this.caller = caller;
    this.random = new Random(seed);
  }

  /// How many answers were asked for so far.
  int asked() {
    return asked;
  }

  /// How many processes were killed while they had an invocation, or a moment after it.
  int killed() {
    return killed;
  }

  /// The request ids of those over HTTP that did not come whole.
  List<String> broken() {
    return List.copyOf(broken);
  }

  /// Has some die from the first moment on, which may be before they were admitted.
  void dieEarly() throws InterruptedException {
    List<Ask> asks = new ArrayList<>();
    List<CompletableFuture<Void>> ends = ask(asks);
    kill(ends, 2 * 60);
    ends.forEach(CompletableFuture::join);
    rest();
  }

  /// Has some die once each is being answered, those on connections, too.
  void dieInAnswering() throws InterruptedException {
    List<Ask> asks = new ArrayList<>();
    List<CompletableFuture<Void>> ends = ask(asks);
    List<SocketCaller> sockets = askOnConnections(asks);
    for (Ask ask : asks) {
      product.awaitAsked(ask);
    }
    kill(ends, 2 * PIECES * INTERVAL_MILLIS / KILLS);
    ends.forEach(CompletableFuture::join);
    rest();
    sockets.forEach(SocketCaller::close);
  }

  private List<CompletableFuture<Void>> ask(List<Ask> asks) {
    List<CompletableFuture<Void>> ends = new ArrayList<>();
    for (Door door : DOORS) {
      for (int number = 0; number < EACH; number++) {
        asks.add(question());
        ends.add(listen(door, asks.getLast()));
      }
    }
    return ends;
  }

  private List<SocketCaller> askOnConnections(List<Ask> asks) {
    List<SocketCaller> sockets = new ArrayList<>();
    for (int number = 0; number < EACH; number++) {
      asks.add(question());
      sockets.add(
          SocketCaller.connect(product.stack().webSocketUrl().orElseThrow(), caller.token()));
      sockets.getLast().invoke(asks.getLast());
    }
    return sockets;
  }

  private Ask question() {
    asked++;
    return Ask.streamed("pieces=" + PIECES + " interval=" + INTERVAL_MILLIS + "ms");
  }

  private CompletableFuture<Void> listen(Door door, Ask ask) {
    return caller
        .open(door, ask, "x-request-id", ask.marker())
        .handle((stream, failure) -> failure == null && isWhole(stream))
        .thenAccept(isWhole -> {
          if (!isWhole) {
            broken.add(ask.marker());
          }
        });
  }

  private static boolean isWhole(EventStream stream) {
    try (stream) {
      return stream.status() == 200 && stream.rest().contains(new Item.Done());
    } catch (IOException _) {
      return false;
    }
  }

  private void kill(List<CompletableFuture<Void>> ends, int longestPauseMillis)
      throws InterruptedException {
    int left = KILLS;
    while (left > 0 && !ends.stream().allMatch(CompletableFuture::isDone)) {
      Thread.sleep(random.nextInt(longestPauseMillis));
      List<Timeline> busy = product.busy();
      if (!busy.isEmpty()) {
        left--;
        long pid = busy.get(random.nextInt(busy.size())).pid();
        killed += product.stack().lambda().kill(pid) ? 1 : 0;
      }
    }
  }

  private void rest() throws InterruptedException {
    Patience.until("the end of every answer", () -> product.busy().isEmpty());
  }
}
