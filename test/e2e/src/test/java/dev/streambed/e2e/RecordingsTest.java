package dev.streambed.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.e2e.caller.Answers;
import dev.streambed.e2e.caller.FrontDoor;
import dev.streambed.e2e.product.Product;
import dev.streambed.e2e.product.ProductExtension;
import dev.streambed.e2e.product.Recording;
import dev.streambed.e2e.product.Recordings;
import dev.streambed.e2e.product.ReplayedRecordings;
import dev.streambed.e2e.product.Repository;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/// Recorded answers through every front door: their text, their tokens and their usage records.
@ExtendWith(ProductExtension.class)
class RecordingsTest {

  @TestFactory
  List<DynamicTest> arriveAsBedrockGaveThem(@ReplayedRecordings Product product)
      throws IOException {
    assumeTrue(
        Files.isDirectory(Repository.shared("recordings")),
        "needs the shared test data 'recordings'");
    List<DynamicTest> tests = tests(product, recording -> !isSynthetic(recording));
    assertThat(tests).hasSizeGreaterThan(300);
    return tests;
  }

  @TestFactory
  List<DynamicTest> arriveForEveryFamily(@ReplayedRecordings Product product) throws IOException {
    List<DynamicTest> tests = tests(product, RecordingsTest::isSynthetic);
    assertThat(tests).hasSizeGreaterThan(60);
    return tests;
  }

  private static boolean isSynthetic(Recording recording) {
    return recording.name().startsWith("made-up.");
  }

  private static List<DynamicTest> tests(Product product, Predicate<Recording> wanted)
      throws IOException {
    Collection<List<Recording>> groups =
        Recordings.staged().all().stream()
            .filter(wanted)
            .collect(
                Collectors.groupingBy(
                    Recording::replayKey, LinkedHashMap::new, Collectors.toList()))
            .values();
    List<DynamicTest> tests = new ArrayList<>();
    for (List<Recording> group : groups) {
      for (FrontDoor frontDoor : FrontDoor.values()) {
        String name = group.getFirst() + " × " + group.size() + " " + frontDoor;
        tests.add(DynamicTest.dynamicTest(name, () -> replay(group, frontDoor, product)));
      }
    }
    return tests;
  }

  /// Recordings with the same request are replayed in turn, in any order.
  private static void replay(List<Recording> group, FrontDoor frontDoor, Product product)
      throws Exception {
    List<ReceivedAnswer> answers = new ArrayList<>();
    List<ReceivedAnswer> expected = new ArrayList<>();
    for (Recording recording : group) {
      HttpResponse<String> answer =
          product.caller().post(product.uri(frontDoor), recording.requestBody());
      JsonNode entry = product.ledger().entry(Answers.requestId(answer));
      answers.add(ReceivedAnswer.by(answer, frontDoor, recording, entry));
      check(entry, answers.getLast(), frontDoor, recording);
      expected.add(ReceivedAnswer.expected(recording));
    }
    assertThat(answers).containsExactlyInAnyOrderElementsOf(expected);
  }

  private static void check(
      JsonNode entry, ReceivedAnswer receivedAnswer, FrontDoor frontDoor, Recording recording) {
    if (receivedAnswer.usage().isEmpty()) {
      assertThat(entry.path("usage_source").asText()).isEqualTo(recording.sourceWithoutCounts());
    } else {
      assertThat(entry.path("usage_source").asText()).isEqualTo("bedrock");
      assertThat(ReceivedAnswer.written(entry)).isEqualTo(receivedAnswer.usage());
    }
    assertThat(entry.path("model_id").asText()).isEqualTo(recording.model());
    assertThat(entry.path("transport").asText()).isEqualTo(frontDoor.transport());
    assertThat(entry.path("error_code").asText()).isEqualTo(receivedAnswer.failure());
    String success = recording.isStreamed() ? "bedrock_stream" : "bedrock_invoke";
    assertThat(entry.path("event_type").asText())
        .isEqualTo(receivedAnswer.failure().isEmpty() ? success : "bedrock_error");
  }
}
