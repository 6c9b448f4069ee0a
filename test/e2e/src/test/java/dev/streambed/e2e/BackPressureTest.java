package dev.streambed.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.bedrock.ReceivedRequest;
import dev.streambed.e2e.caller.Answers;
import dev.streambed.e2e.caller.FrontDoor;
import dev.streambed.e2e.caller.RawConnection;
import dev.streambed.e2e.caller.SseResponse;
import dev.streambed.e2e.caller.StreamItem;
import dev.streambed.e2e.caller.TestRequest;
import dev.streambed.e2e.product.Product;
import dev.streambed.e2e.product.ProductExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A caller that reads more slowly than the model writes.
@ExtendWith(ProductExtension.class)
class BackPressureTest {

  private static final int CHUNKS = 20_000;
  private static final int READ_FIRST = 100;
  private static final int SIZE = 700;
  private static final long MOST_MEBIBYTES = 256;

  /// How long Bedrock must have sent nothing to count as blocked.
  private static final int STANDSTILL_MILLIS = 1_500;

  @ParameterizedTest
  @EnumSource(names = "REST_ARRAY", mode = EnumSource.Mode.EXCLUDE)
  void losesNothingAndHoldsBedrockBack(FrontDoor frontDoor, Product product) throws Exception {
    TestRequest testRequest = TestRequest.streamed("stamp pieces=" + CHUNKS + " size=" + SIZE);
    try (RawConnection rawConnection =
        RawConnection.connect(product.uri(frontDoor))
            .send(request(frontDoor, testRequest, product))) {
      RawConnection.Head head = rawConnection.head();
      SseResponse stream = rawConnection.events(head);
      List<StreamItem> items = new ArrayList<>();
      while (items.size() < READ_FIRST) {
        items.add(stream.next());
      }
      ReceivedRequest bedrock = product.awaitBedrockRequest(testRequest);
      awaitStandstill(bedrock);
      assertThat(bedrock.chunksSent()).isLessThan(CHUNKS);
      assertThat(bedrock.outcome()).isEmpty();
      items.addAll(stream.readAll());
      checkWhole(items);
      String requestId = head.header("x-request-id");
      assertThat(product.ledger().entry(requestId).path("output_tokens").asInt()).isEqualTo(CHUNKS);
      long pid = product.processOf(requestId).orElseThrow().pid();
      assertThat(peakMebibytes(pid)).isLessThan(MOST_MEBIBYTES);
    }
  }

  private static String request(FrontDoor frontDoor, TestRequest testRequest, Product product) {
    return "POST %s HTTP/1.1\nhost: here\nx-api-key: %s\ncontent-type: application/json\ncontent-length: %d\n\n%s"
        .formatted(
            product.uri(frontDoor).getRawPath(),
            product.caller().apiKey(),
            testRequest.body().length(),
            testRequest.body());
  }

  private static void awaitStandstill(ReceivedRequest bedrock) throws InterruptedException {
    int sent = -1;
    while (sent != bedrock.chunksSent()) {
      sent = bedrock.chunksSent();
      Thread.sleep(STANDSTILL_MILLIS);
    }
  }

  /// Each chunk contains the time of its sending.
  private static void checkWhole(List<StreamItem> items) {
    assertThat(items).last().isEqualTo(new StreamItem.Done());
    List<String> texts = Answers.texts(items);
    assertThat(texts).hasSize(CHUNKS);
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
