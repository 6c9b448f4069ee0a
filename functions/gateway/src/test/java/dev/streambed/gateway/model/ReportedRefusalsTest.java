package dev.streambed.gateway.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streambed.gateway.domain.Deadline;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.fixture.LocalBedrockClients;
import dev.streambed.gateway.fixture.RecordedAnswer;
import dev.streambed.gateway.fixture.ScriptedBedrock;
import dev.streambed.gateway.fixture.SharedTestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Refusals of the shared test data, which people have reported or Bedrock has recorded. Skipped
/// where the machine lacks them.
@Timeout(60)
class ReportedRefusalsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "r-eol404|not_found|model_retired|",
        "r-ftu404|model_not_allowed|use_case_form_missing|",
        "r-html502|upstream_error|unknown_error|The model's service failed.",
        "r-internal500|upstream_error|bedrock_failed|The model's service failed.",
        "r-malformed|invalid_request|invalid_request|Malformed input request: #/messages/0/content:"
            + " expected type: JSONArray, found: String, please reformat your input and try again.",
        "r-malformed2|invalid_request|invalid_request|Malformed input request: extraneous key"
            + " [stop_sequences] is not permitted, please reformat your input and try again.",
        "r-marketplace|model_not_allowed|marketplace_subscription_missing|",
        "r-max-tokens|invalid_request|invalid_request|max_tokens: 100000 > 64000, which is the"
            + " maximum allowed number of output tokens for claude-haiku-4-5-20251001",
        "r-modelerr424|model_error|model_failed|The model failed to answer.",
        "r-noaccess|model_not_allowed|model_access_missing|",
        "r-notready|unavailable|model_not_ready|",
        "r-ondemand|invalid_request|needs_inference_profile|",
        "r-opnotallowed|model_not_allowed|operation_not_allowed|",
        "r-perday|model_throttled|daily_quota_reached|",
        "r-temp-deprecated|invalid_request|invalid_request|"
            + "`temperature` is deprecated for this model.",
        "r-temp-top-p|invalid_request|invalid_request|`temperature` and `top_p` cannot both be"
            + " specified for this model. Please use only one.",
        "r-timeout408|timeout|model_timeout|",
        "r-too-long|invalid_request|prompt_too_long|"
            + "prompt is too long: 215000 tokens > 200000 maximum",
        "r-too-long2|invalid_request|prompt_too_long|Input is too long for requested model.",
        "r-unavail503|unavailable|bedrock_unavailable|",
        "r-useform400|model_not_allowed|use_case_form_missing|",
      })
  void areToldByTheirCause(String name, String code, String reason, String sentence)
      throws Exception {
    Path folder = SharedTestData.folder("cases");
    JsonNode meta = JSON.readTree(folder.resolve(name + ".meta.json").toFile());
    byte[] body = Files.readAllBytes(folder.resolve(name + ".response.json"));
    Map<String, String> headers =
        JSON.convertValue(meta.get("response_headers"), JSON.constructType(Map.class));
    Problem problem =
        problem((exchange, _) -> exchange.answer(meta.path("status").asInt(), headers, body));
    assertThat(problem.code().wireName()).isEqualTo(code);
    assertThat(problem.diagnosis().reason()).isEqualTo(reason);
    if (sentence != null) {
      assertThat(problem.sentence()).isEqualTo(sentence);
    } else {
      assertThat(problem.sentence()).isNotEqualTo(problem.code().sentence()).endsWith(".");
    }
  }

  @Test
  void areNoneThatIsNotKnown() throws Exception {
    for (RecordedAnswer recordedAnswer : RecordedAnswer.shared()) {
      if (recordedAnswer.status() >= 400) {
        assertThat(problem((exchange, _) -> recordedAnswer.answer(exchange)).diagnosis().reason())
            .as(recordedAnswer.name())
            .isNotEqualTo("unknown_error");
      }
    }
  }

  private static Problem problem(ScriptedBedrock.Script script)
      throws IOException, InterruptedException {
    try (ScriptedBedrock bedrock = ScriptedBedrock.start(script);
        LocalBedrockClients client = LocalBedrockClients.of(bedrock.uri())) {
      BedrockModel model =
          client.model(new Backoff(3, Duration.ofMillis(1), Duration.ofMillis(1), new Random(1)));
      Deadline deadline = Deadline.in(Duration.ofMinutes(1), InstantSource.system());
      return ((AnswerEvent.Failed)
              StreamTranscript.of(model.stream(LocalBedrockClients.ask(), deadline)).end())
          .problem();
    }
  }
}
