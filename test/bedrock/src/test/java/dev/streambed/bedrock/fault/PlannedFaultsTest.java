package dev.streambed.bedrock.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streambed.bedrock.directive.InvalidDirectiveException;
import dev.streambed.bedrock.protocol.AwsError;
import dev.streambed.bedrock.protocol.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlannedFaultsTest {

  private static final Fault CUT = new Fault.Cut(1500);
  private static final Fault HOLD = new Fault.Hold();

  private final PlannedFaults plannedFaults = new PlannedFaults();

  @Test
  void strikesAsManyRequestsAsWereAskedForInTheirOrder() {
    plannedFaults.next(2, CUT);
    plannedFaults.next(1, HOLD, CUT);
    assertThat(claims("a", 4))
        .containsExactly(List.of(CUT), List.of(CUT), List.of(HOLD, CUT), List.of());
  }

  @Test
  void letsOtherModelsPass() {
    plannedFaults.nextOf("amazon.nova-*", 1, CUT);
    plannedFaults.nextOf("b", 1, HOLD);
    assertThat(plannedFaults.claim("b", "us-east-1")).containsExactly(HOLD);
    assertThat(plannedFaults.claim("amazon.titan", "us-east-1")).isEmpty();
    assertThat(plannedFaults.claim("amazon.nova-lite-v1:0", "us-east-1")).containsExactly(CUT);
  }

  @Test
  void letsOtherRegionsPass() {
    plannedFaults.nextOf("a*@us-west-2", 1, CUT);
    assertThat(plannedFaults.claim("abc", "us-east-1")).isEmpty();
    assertThat(plannedFaults.claim("b", "us-west-2")).isEmpty();
    assertThat(plannedFaults.claim("abc", "us-west-2")).containsExactly(CUT);
  }

  @Test
  void strikesUntilItIsCleared() {
    plannedFaults.untilCleared(CUT);
    assertThat(claims("a", 3)).containsOnly(List.of(CUT));
    plannedFaults.clear();
    assertThat(plannedFaults.claim("a", "us-east-1")).isEmpty();
  }

  @Test
  void takesEveryFaultAsJson() {
    accept(
        """
        {"requests": 1, "model": "a*", "faults": {"delay": "2s", "throttle": 2, "status": 503,
         "exception": "throttlingException@10", "cut": 1500, "silence": "30s@5", "hold": true}}
        """);
    assertThat(plannedFaults.claim("b", "us-east-1")).isEmpty();
    assertThat(plannedFaults.claim("abc", "us-east-1"))
        .containsExactly(
            new Fault.Delay(Duration.ofSeconds(2)),
            new Fault.Throttle(2),
            new Fault.Refusal(AwsError.ofStatus(503)),
            new Fault.ExceptionFrame("throttlingException", 10),
            CUT,
            new Fault.Silence(Duration.ofSeconds(30), 5),
            HOLD);
    assertThat(plannedFaults.claim("abc", "us-east-1")).isEmpty();
  }

  @Test
  void knowsWhatStreamsEndWith() {
    assertThatThrownBy(() -> new Fault.ExceptionFrame("accessDeniedException", 0))
        .hasMessage("no stream ends with accessDeniedException");
  }

  @Test
  void takesTheTextOfADirective() {
    accept("{\"faults\": \"cut=1500 hold\"}");
    assertThat(claims("a", 2)).containsOnly(List.of(CUT, HOLD));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]                                        | faults are asked for with a JSON object",
        "{}                                        | \"faults\" must be an object such as",
        "{\"faults\":{},\"requests\":0}            | faults for 0 requests",
        "{\"faults\":{},\"requests\":\"3\"}        | \"requests\" must be a whole number, but is \"3\"",
        "{\"faults\":{},\"requests\":1.5}          | \"requests\" must be a whole number, but is 1.5",
        "{\"faults\":{},\"model\":3}               | \"model\" must be a string, but is 3",
        "{\"faults\":{},\"count\":3}               | there is no \"count\"; known are requests, model",
        "{\"faults\":{\"pieces\":3}}               | there is no word pieces",
        "{\"faults\":{\"status\":200}}             | status needs a whole number from 400 to 599",
        "{\"faults\":{\"status\":\"NoException\"}} | status needs a status from 400 to 599 or an error",
        "{\"faults\":{\"exception\":\"x@1\"}}      | exception needs one of internalServerException",
        "{\"faults\":{\"cut\":-1}}                 | cut needs a whole number from 0",
      })
  void saysWhatIsWrong(String json, String sentence) {
    assertThatThrownBy(() -> accept(json))
        .isInstanceOf(InvalidDirectiveException.class)
        .hasMessageStartingWith(sentence);
    assertThat(plannedFaults.claim("a", "us-east-1")).isEmpty();
  }

  private List<List<Fault>> claims(String modelId, int count) {
    return IntStream.range(0, count)
        .mapToObj(_ -> plannedFaults.claim(modelId, "us-east-1"))
        .toList();
  }

  private void accept(String json) {
    plannedFaults.accept(Json.read(json.getBytes(StandardCharsets.UTF_8)).orElseThrow());
  }
}
