package dev.streambed.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.e2e.caller.Answers;
import dev.streambed.e2e.product.Product;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The function with SnapStart: it waits for its restore before it takes an event, and fetches its
/// credentials.
class SnapStartTest {

  private static Product product;

  @BeforeAll
  static void start() throws Exception {
    product = Product.startWithSnapStart("snap-start");
  }

  @AfterAll
  static void stop() {
    product.close();
  }

  @Test
  void answersBehindEveryFrontDoorAfterItsRestore() throws Exception {
    Answers.assertBehindEveryFrontDoor(product.caller());
    Path process = Path.of("/proc", Long.toString(product.processes().getFirst().pid()));
    assertThat(Files.readString(process.resolve("environ")))
        .contains(
            "AWS_LAMBDA_INITIALIZATION_TYPE=snap-start", "AWS_CONTAINER_CREDENTIALS_FULL_URI=")
        .doesNotContain("AWS_SECRET_ACCESS_KEY=");
    assertThat(product.log().all()).noneMatch(line -> line.contains("gateway_error"));
  }
}
