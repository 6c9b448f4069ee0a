package dev.streambed.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.bedrock.ReceivedRequest;
import dev.streambed.e2e.caller.Answers;
import dev.streambed.e2e.caller.Ask;
import dev.streambed.e2e.caller.Door;
import dev.streambed.e2e.caller.EventStream;
import dev.streambed.e2e.caller.Item;
import dev.streambed.e2e.caller.Wire;
import dev.streambed.e2e.product.Product;
import dev.streambed.e2e.product.Products;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A caller that reads more slowly than the model speaks.
@ExtendWith(Products.class)
class BackPressureTest {

  private static final int PIECES = 20_000;
  private static final int READ_FIRST = 100;
  private static final int SIZE = 700;
  private static final long MOST_MEBIBYTES = 256;

  /// How long Bedrock must have sent nothing to count as held back.
  private static final int STANDSTILL_MILLIS = 1_500;

  @ParameterizedTest
  @EnumSource(names = "REST_ARRAY", mode = EnumSource.Mode.EXCLUDE)
  void losesNothingAndHoldsBedrockBack(Door door, Product product) throws Exception {
    Ask ask = Ask.streamed("stamp pieces=" + PIECES + " size=" + SIZE);
    try (Wire wire = Wire.to(product.at(door)).send(request(door, ask, product))) {
      Wire.Head head = wire.head();
      EventStream stream = wire.events(head);
      List<Item> items = new ArrayList<>();
      while (items.size() < READ_FIRST) {
        items.add(stream.next());
      }
      ReceivedRequest bedrock = product.awaitAsked(ask);
      awaitStandstill(bedrock);
      assertThat(bedrock.piecesSent()).isLessThan(PIECES);
      assertThat(bedrock.ending()).isEmpty();
      items.addAll(stream.rest());
      checkWhole(items);
      String requestId = head.header("x-request-id");
      assertThat(product.books().entry(requestId).path("output_tokens").asInt()).isEqualTo(PIECES);
      long pid = product.processOf(requestId).orElseThrow().pid();
      assertThat(peakMebibytes(pid)).isLessThan(MOST_MEBIBYTES);
    }
  }

  private static String request(Door door, Ask ask, Product product) {
    return "POST %s HTTP/1.1\nhost: here\nx-api-key: %s\ncontent-type: application/json\ncontent-length: %d\n\n%s"
        .formatted(
            product.at(door).getRawPath(),
            product.caller().token(),
            ask.body().length(),
            ask.body());
  }

  private static void awaitStandstill(ReceivedRequest bedrock) throws InterruptedException {
    int sent = -1;
    while (sent != bedrock.piecesSent()) {
      sent = bedrock.piecesSent();
      Thread.sleep(STANDSTILL_MILLIS);
    }
  }

  /// Each piece says when it was sent.
  private static void checkWhole(List<Item> items) {
    assertThat(items).last().isEqualTo(new Item.Done());
    List<String> texts = Answers.texts(items);
    assertThat(texts).hasSize(PIECES);
    assertThat(texts).allMatch(text -> text.length() == SIZE);
    assertThat(texts.stream().map(text -> Long.parseLong(text.split(" ", 2)[0])).toList())
        .isSorted()
        .doesNotHaveDuplicates();
  }

  private static long peakMebibytes(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElseThrow();
  }
}
