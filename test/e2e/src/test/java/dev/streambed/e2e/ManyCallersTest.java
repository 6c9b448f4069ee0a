package dev.streambed.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.e2e.caller.Answers;
import dev.streambed.e2e.caller.Ask;
import dev.streambed.e2e.caller.Caller;
import dev.streambed.e2e.caller.Door;
import dev.streambed.e2e.caller.EventStream;
import dev.streambed.e2e.caller.Item;
import dev.streambed.e2e.product.Product;
import dev.streambed.e2e.product.Products;
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

/// Callers at the same time, each with a process of the function to itself.
@ExtendWith(Products.class)
class ManyCallersTest {

  private static final int CALLERS = 20;
  private static final int PIECES = 40;

  private record Conversation(
      Ask ask, String text, Door door, CompletableFuture<EventStream> answer) {}

  @AfterEach
  void letGo(Product product) throws InterruptedException {
    product.letGo();
  }

  @Test
  void getTheirOwnAnswersWholeAndInOrder(Product product) throws Exception {
    List<Conversation> conversations = new ArrayList<>();
    for (int number = 0; number < CALLERS; number++) {
      conversations.add(begin(number, product));
    }
    for (Conversation conversation : conversations) {
      product.awaitAsked(conversation.ask());
    }
    // Now all twenty are being answered at the same time.
    product.stack().bedrock().release().everything();
    Set<Long> processes = new HashSet<>();
    for (Conversation conversation : conversations) {
      processes.add(finish(conversation, product));
    }
    assertThat(processes).hasSize(CALLERS);
  }

  private static Conversation begin(int number, Product product) {
    String text =
        IntStream.range(0, PIECES)
            .mapToObj(piece -> number + "-" + piece)
            .collect(Collectors.joining(" "));
    Ask ask = Ask.streamed("hold rate=100 pieces=" + PIECES + " text=\"" + text + "\"").withUsage();
    Door door = number % 2 == 0 ? Door.FUNCTION_URL : Door.REST_STREAM;
    Caller caller = number % 3 == 0 ? product.newCaller("{}") : product.caller();
    return new Conversation(ask, text, door, caller.open(door, ask));
  }

  /// Returns the process that answered.
  private static long finish(Conversation conversation, Product product) throws Exception {
    try (EventStream stream = conversation.answer().join()) {
      List<Item> items = stream.rest();
      assertThat(Answers.texts(items)).hasSize(PIECES);
      assertThat(Answers.text(items)).isEqualTo(conversation.text());
      assertThat(items).last().isEqualTo(new Item.Done());
      String requestId = stream.header("x-request-id");
      JsonNode entry = product.books().entry(requestId);
      assertThat(entry.path("output_tokens").asInt()).isEqualTo(PIECES);
      return product.processOf(requestId).orElseThrow().pid();
    }
  }
}
