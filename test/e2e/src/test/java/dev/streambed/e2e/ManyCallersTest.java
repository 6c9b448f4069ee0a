package dev.streambed.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.e2e.caller.Answers;
import dev.streambed.e2e.caller.FrontDoor;
import dev.streambed.e2e.caller.HttpCaller;
import dev.streambed.e2e.caller.SseResponse;
import dev.streambed.e2e.caller.StreamItem;
import dev.streambed.e2e.caller.TestRequest;
import dev.streambed.e2e.product.Product;
import dev.streambed.e2e.product.ProductExtension;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Concurrent callers, each with a process of the function of its own.
@ExtendWith(ProductExtension.class)
class ManyCallersTest {

  private static final int CALLERS = 20;
  private static final int CHUNKS = 40;

  private record Conversation(
      TestRequest testRequest,
      String text,
      FrontDoor frontDoor,
      CompletableFuture<SseResponse> answer) {}

  @AfterEach
  void letGo(Product product) throws InterruptedException {
    product.releaseHeldRequests();
    // Twenty processes take two gigabytes, and the product runs on.
    product.stack().lambda().retireAll();
  }

  @Test
  void getTheirOwnAnswersWholeAndInOrder(Product product) throws Exception {
    List<Conversation> conversations = new ArrayList<>();
    for (int number = 0; number < CALLERS; number++) {
      conversations.add(begin(number, product));
    }
    for (Conversation conversation : conversations) {
      product.awaitBedrockRequest(conversation.testRequest());
    }
    // Now all twenty are being answered at the same time.
    product.stack().bedrock().heldChunks().releaseAll();
    Set<Long> processes = new HashSet<>();
    for (Conversation conversation : conversations) {
      processes.add(finish(conversation, product));
    }
    assertThat(processes).hasSize(CALLERS);
  }

  private static Conversation begin(int number, Product product) {
    String text =
        IntStream.range(0, CHUNKS)
            .mapToObj(chunk -> number + "-" + chunk)
            .collect(Collectors.joining(" "));
    TestRequest testRequest =
        TestRequest.streamed("hold rate=100 pieces=" + CHUNKS + " text=\"" + text + "\"")
            .withUsage();
    FrontDoor frontDoor = number % 2 == 0 ? FrontDoor.FUNCTION_URL : FrontDoor.REST_STREAM;
    HttpCaller httpCaller = number % 3 == 0 ? product.newCaller("{}") : product.caller();
    return new Conversation(testRequest, text, frontDoor, httpCaller.open(frontDoor, testRequest));
  }

  /// Returns the process that answered.
  private static long finish(Conversation conversation, Product product) throws Exception {
    try (SseResponse stream = conversation.answer().join()) {
      List<StreamItem> items = stream.readAll();
      assertThat(Answers.texts(items)).hasSize(CHUNKS);
      assertThat(Answers.text(items)).isEqualTo(conversation.text());
      assertThat(items).last().isEqualTo(new StreamItem.Done());
      String requestId = stream.header("x-request-id");
      JsonNode entry = product.ledger().entry(requestId);
      assertThat(entry.path("output_tokens").asInt()).isEqualTo(CHUNKS);
      return product.processOf(requestId).orElseThrow().pid();
    }
  }
}
