package dev.streambed.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.Caller.Heard;
import dev.streambed.gateway.fixture.Frames;
import dev.streambed.gateway.fixture.MadeUp;
import dev.streambed.gateway.fixture.Recording;
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
    void check(Heard heard, Map<String, String> entry) throws IOException;
  }

  @Test
  void leavesBedrocksNumbersAtEveryByte() throws Exception {
    List<Recording> answers = new ArrayList<>(MadeUp.documents());
    answers.add(Recording.stream("short", Frames.claude("é", "🌊")));
    try (Caller caller = new Caller(Map.of())) {
      check(caller, new Crowd(caller, new CutOffs(1000, 0)).hear(answers), CutOffTest::isBedrocks);
    }
  }

  @Test
  void leavesBedrocksNumbersOfEveryFamilyAndFailure() throws Exception {
    List<Recording> answers = new ArrayList<>(Recording.families());
    answers.addAll(MadeUp.failures());
    try (Caller caller = new Caller(Map.of())) {
      check(caller, new Crowd(caller, new CutOffs(0, 5)).hear(answers), CutOffTest::isBedrocks);
    }
  }

  @Test
  void leavesBedrocksNumbersOfEveryRecording() throws Exception {
    List<Recording> answers = Recording.shared();
    assertThat(answers).hasSizeGreaterThan(140);
    try (Caller caller = new Caller(Map.of())) {
      List<Heard> heard = new Crowd(caller, new CutOffs(0, 5)).hear(answers);
      check(caller, heard, CutOffTest::isBedrocks);
      assertThat(WrittenDown.of(caller.stand()).count("usage_source", "bedrock"))
          .isGreaterThan(1000);
    }
  }

  @Test
  void saysThatItIsAnEstimateWhereNothingIsReadOn() throws Exception {
    List<Recording> answers = new ArrayList<>(Recording.families());
    answers.addAll(MadeUp.documents());
    try (Caller caller = new Caller(NOTHING_IS_READ_ON)) {
      List<Heard> heard = new Crowd(caller, new CutOffs(0, 4)).hear(answers);
      check(caller, heard, CutOffTest::isBedrocksOrAnEstimate);
      WrittenDown written = WrittenDown.of(caller.stand());
      assertThat(written.count("usage_source", "estimate")).isGreaterThan(50);
      assertThat(written.count("usage_source", "bedrock")).isGreaterThan(100);
    }
  }

  private static void check(Caller caller, List<Heard> heard, Rule rule) throws IOException {
    WrittenDown written = WrittenDown.of(caller.stand());
    assertThat(written.entries().keySet())
        .containsExactlyInAnyOrderElementsOf(heard.stream().map(Heard::requestId).toList());
    for (Heard one : heard) {
      Map<String, String> entry = written.entries().getOrDefault(one.requestId(), Map.of());
      assertThat(entry)
          .as("%s", one)
          .containsEntry("transport", one.door().transport())
          .containsEntry("model_id", one.recording().model());
      assertThat(entry.getOrDefault("outcome", "").equals("client_gone"))
          .as("%s %s", one, entry)
          .isEqualTo(one.isBroken());
      rule.check(one, entry);
    }
    written.isSettled();
  }

  private static void isBedrocks(Heard heard, Map<String, String> entry) throws IOException {
    if (Tokens.areKnown(heard.recording())) {
      assertThat(Tokens.of(entry))
          .as("%s %s", heard, entry)
          .isEqualTo(Tokens.of(heard.recording()));
    } else {
      isAnEstimate(heard, entry, Set.of("broken_off", "no_counts", "model_counts"));
    }
  }

  // Without final numbers the limits keep what was reserved, which here is more.
  private static void isAnEstimate(Heard heard, Map<String, String> entry, Set<String> reasons) {
    String reason = entry.getOrDefault("estimate_reason", "");
    assertThat(entry).as("%s", heard).containsEntry("usage_source", "estimate");
    assertThat(reasons).as("%s %s", heard, entry).contains(reason);
    assertThat(entry.getOrDefault("input_tokens", "0")).as("%s", heard).isNotEqualTo("0");
    assertThat(entry.containsKey("held_tokens"))
        .as("%s %s", heard, entry)
        .isEqualTo(!reason.equals("model_counts"));
  }

  // Documents are there before the caller can be lost, and so is what was heard to its end.
  private static void isBedrocksOrAnEstimate(Heard heard, Map<String, String> entry)
      throws IOException {
    boolean mayBeCutOff = heard.isBroken() && heard.recording().streamed();
    if (!mayBeCutOff || !Tokens.areEstimated(entry)) {
      isBedrocks(heard, entry);
      return;
    }
    isAnEstimate(heard, entry, Set.of("drain_off", "broken_off", "no_counts", "model_counts"));
  }
}
