package dev.streambed.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.e2e.caller.Answers;
import dev.streambed.e2e.caller.FrontDoor;
import dev.streambed.e2e.caller.HttpCaller;
import dev.streambed.e2e.caller.TestRequest;
import dev.streambed.e2e.product.Product;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The template that is deployed without CDK, with values of its parameters.
class WithoutCdkTest {

  private static Product product;

  @BeforeAll
  static void start() throws Exception {
    product =
        Product.startWithoutCdk(
            "without-cdk",
            Map.of("RequestsPerDay", "4", "MemorySize", "768", "ApiGatewayLogRole", "existing"));
  }

  @AfterAll
  static void stop() {
    product.close();
  }

  @Test
  void answersBehindEveryFrontDoor() throws Exception {
    Answers.assertBehindEveryFrontDoor(product.caller());
  }

  @Test
  void limitsACustomerByTheParameter() throws Exception {
    HttpCaller caller = product.newCaller("{}");
    for (int request = 1; request <= 4; request++) {
      assertThat(status(caller)).isEqualTo(200);
    }
    assertThat(status(caller)).isEqualTo(429);
  }

  private static int status(HttpCaller caller) throws Exception {
    return caller.ask(FrontDoor.FUNCTION_URL, TestRequest.buffered("pieces=1")).statusCode();
  }
}
