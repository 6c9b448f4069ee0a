package dev.streambed.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.e2e.caller.Answers;
import dev.streambed.e2e.caller.FrontDoor;
import dev.streambed.e2e.caller.TestRequest;
import dev.streambed.e2e.product.Product;
import dev.streambed.e2e.product.ProductExtension;
import dev.streambed.local.lambda.EnvironmentTimeline;
import dev.streambed.local.tables.RequestCounts;
import dev.streambed.local.tables.RequestHook;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// A process of the function without processor time and fast tables; and tables without responses
/// and a fast process.
@ExtendWith(ProductExtension.class)
@Timeout(180)
class SlowProcessTest {

  /// Longer than the total wait for an unavailable table.
  private static final Duration STOPPED = Duration.ofSeconds(8);

  @BeforeEach
  void beginWithoutProcesses(Product product) throws InterruptedException {
    product.releaseHeldRequests();
    product.stack().lambda().retireAll();
  }

  @AfterEach
  void letTablesBe(Product product) {
    product.stack().tables().setHook(RequestHook.NONE);
  }

  @Test
  void answersAlthoughItWasStoppedWhileATableAnswered(Product product) throws Exception {
    AtomicBoolean isFirst = new AtomicBoolean(true);
    product
        .stack()
        .tables()
        .setHook(_ -> {
          if (isFirst.getAndSet(false)) {
            stopForAWhile(product);
          }
        });
    long before = reads(product);
    HttpResponse<String> answer = ask(product);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(isFirst).isFalse();
    assertThat(reads(product) - before).as("a token and a customer, once each").isEqualTo(2);
  }

  @Test
  void tellsWithinSecondsThatTheTablesAreAway(Product product) throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    product.stack().tables().setHook(_ -> over.await());
    long start = System.nanoTime();
    try {
      HttpResponse<String> answer = ask(product);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
      assertThat(Answers.json(answer).path("code").asText()).isEqualTo("unavailable");
      // Six seconds and a cold start, with a margin for a busy machine.
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(40));
    } finally {
      over.countDown();
    }
  }

  private static HttpResponse<String> ask(Product product)
      throws IOException, InterruptedException {
    return product.caller().ask(FrontDoor.FUNCTION_URL, TestRequest.streamed("pieces=2"));
  }

  private static long reads(Product product) {
    return product.stack().tables().traffic().counts().entrySet().stream()
        .filter(count -> isOfCallers(count.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private static boolean isOfCallers(RequestCounts.Kind kind) {
    return kind.operation().equals("GetItem")
        && (kind.table().contains("ApiKeys") || kind.table().contains("Customers"));
  }

  // The response is sent immediately and waits in the socket until the process can read it.
  private static void stopForAWhile(Product product) {
    long pid =
        product.busyProcesses().stream().map(EnvironmentTimeline::pid).findFirst().orElseThrow();
    signal("-STOP", pid);
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try {
            Thread.sleep(STOPPED);
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          } finally {
            signal("-CONT", pid);
          }
        });
  }

  private static void signal(String name, long pid) {
    try {
      assertThat(new ProcessBuilder("kill", name, Long.toString(pid)).start().waitFor()).isZero();
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
