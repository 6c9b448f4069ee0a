package dev.streambed.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.e2e.caller.Answers;
import dev.streambed.e2e.product.Product;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The function with a JVM of its own and a cache of its classes, packed, unpacked in another place
/// and started as Lambda starts it.
class OwnRuntimeTest {

  private static Product product;

  // Links a JVM and makes its cache first.
  @BeforeAll
  @Timeout(300)
  static void start() throws Exception {
    product = Product.startWithOwnRuntime("own-runtime");
  }

  @AfterAll
  static void stop() {
    // It is missing where the test is skipped.
    if (product != null) {
      product.close();
    }
  }

  @Test
  void answersBehindEveryFrontDoorFromItsCache() throws Exception {
    Answers.assertBehindEveryFrontDoor(product.caller());
    Path process = Path.of("/proc", Long.toString(product.processes().getFirst().pid()));
    assertThat(Files.readString(process.resolve("cmdline")))
        .contains("/jre/bin/java\0", "-XX:AOTCache=");
    assertThat(Files.readAllLines(process.resolve("maps")))
        .as("the JVM has mapped the cache, and did not pass it over")
        .anyMatch(line -> line.endsWith("/app.aot"));
    assertThat(product.log().all())
        .as("neither the start script nor the JVM complains")
        .noneMatch(line -> line.contains("WARN") || line.contains("[aot"));
  }
}
