package dev.streambed.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.RecordedCaller.Delivery;
import dev.streambed.gateway.config.Settings;
import dev.streambed.gateway.fixture.EventStreamFrames;
import dev.streambed.gateway.fixture.RecordedAnswer;
import dev.streambed.gateway.fixture.SyntheticRecordings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Wherever callers are cut off, on whatever door: one line and one record of every request, with
/// Bedrock's numbers, and counters that are the sum of the records.
@Timeout(300)
class CutOffTest {

  private static final Map<String, String> NOTHING_IS_READ_ON = Map.of(Settings.DRAIN_SECONDS, "0");

  private interface Rule {
    void check(Delivery delivery, Map<String, String> entry) throws IOException;
  }

  @Test
  void leavesBedrocksNumbersAtEveryByte() throws Exception {
    List<RecordedAnswer> answers = new ArrayList<>(SyntheticRecordings.documents());
    answers.add(RecordedAnswer.stream("short", EventStreamFrames.claude("é", "🌊")));
    try (RecordedCaller recordedCaller = new RecordedCaller(Map.of())) {
      check(
          recordedCaller,
          new CutOffRun(recordedCaller, new CutOffPoints(1000, 0)).run(answers),
          CutOffTest::isBedrocks);
    }
  }

  @Test
  void leavesBedrocksNumbersOfEveryFamilyAndFailure() throws Exception {
    List<RecordedAnswer> answers = new ArrayList<>(RecordedAnswer.families());
    answers.addAll(SyntheticRecordings.failures());
    try (RecordedCaller recordedCaller = new RecordedCaller(Map.of())) {
      check(
          recordedCaller,
          new CutOffRun(recordedCaller, new CutOffPoints(0, 5)).run(answers),
          CutOffTest::isBedrocks);
    }
  }

  @Test
  void leavesBedrocksNumbersOfEveryRecording() throws Exception {
    List<RecordedAnswer> answers = RecordedAnswer.shared();
    assertThat(answers).hasSizeGreaterThan(140);
    try (RecordedCaller recordedCaller = new RecordedCaller(Map.of())) {
      List<Delivery> deliveries =
          new CutOffRun(recordedCaller, new CutOffPoints(0, 5)).run(answers);
      check(recordedCaller, deliveries, CutOffTest::isBedrocks);
      assertThat(RecordedState.of(recordedCaller.stand()).count("usage_source", "bedrock"))
          .isGreaterThan(1000);
    }
  }

  @Test
  void saysThatItIsAnEstimateWhereNothingIsReadOn() throws Exception {
    List<RecordedAnswer> answers = new ArrayList<>(RecordedAnswer.families());
    answers.addAll(SyntheticRecordings.documents());
    try (RecordedCaller recordedCaller = new RecordedCaller(NOTHING_IS_READ_ON)) {
      List<Delivery> deliveries =
          new CutOffRun(recordedCaller, new CutOffPoints(0, 4)).run(answers);
      check(recordedCaller, deliveries, CutOffTest::isBedrocksOrAnEstimate);
      RecordedState written = RecordedState.of(recordedCaller.stand());
      assertThat(written.count("usage_source", "estimate")).isGreaterThan(50);
      assertThat(written.count("usage_source", "bedrock")).isGreaterThan(100);
    }
  }

  private static void check(RecordedCaller recordedCaller, List<Delivery> deliveries, Rule rule)
      throws IOException {
    RecordedState written = RecordedState.of(recordedCaller.stand());
    assertThat(written.entries().keySet())
        .containsExactlyInAnyOrderElementsOf(deliveries.stream().map(Delivery::requestId).toList());
    for (Delivery one : deliveries) {
      Map<String, String> entry = written.entries().getOrDefault(one.requestId(), Map.of());
      assertThat(entry)
          .as("%s", one)
          .containsEntry("transport", one.door().transport())
          .containsEntry("model_id", one.recordedAnswer().model());
      assertThat(entry.getOrDefault("outcome", "").equals("client_gone"))
          .as("%s %s", one, entry)
          .isEqualTo(one.isBroken());
      rule.check(one, entry);
    }
    written.isSettled();
  }

  private static void isBedrocks(Delivery delivery, Map<String, String> entry) throws IOException {
    if (TokenFields.areKnown(delivery.recordedAnswer())) {
      assertThat(TokenFields.of(entry))
          .as("%s %s", delivery, entry)
          .isEqualTo(TokenFields.of(delivery.recordedAnswer()));
    } else {
      isAnEstimate(delivery, entry, Set.of("broken_off", "no_counts", "model_counts"));
    }
  }

  // Without final numbers the limits keep what was reserved, which here is more.
  private static void isAnEstimate(
      Delivery delivery, Map<String, String> entry, Set<String> reasons) {
    String reason = entry.getOrDefault("estimate_reason", "");
    assertThat(entry).as("%s", delivery).containsEntry("usage_source", "estimate");
    assertThat(reasons).as("%s %s", delivery, entry).contains(reason);
    assertThat(entry.getOrDefault("input_tokens", "0")).as("%s", delivery).isNotEqualTo("0");
    assertThat(entry.containsKey("held_tokens"))
        .as("%s %s", delivery, entry)
        .isEqualTo(!reason.equals("model_counts"));
  }

  // Documents are there before the caller can be lost, and so is an answer that was read to its
  // end.
  private static void isBedrocksOrAnEstimate(Delivery delivery, Map<String, String> entry)
      throws IOException {
    boolean mayBeCutOff = delivery.isBroken() && delivery.recordedAnswer().streamed();
    if (!mayBeCutOff || !TokenFields.areEstimated(entry)) {
      isBedrocks(delivery, entry);
      return;
    }
    isAnEstimate(delivery, entry, Set.of("drain_off", "broken_off", "no_counts", "model_counts"));
  }
}
