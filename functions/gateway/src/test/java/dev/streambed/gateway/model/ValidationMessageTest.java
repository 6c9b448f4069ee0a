package dev.streambed.gateway.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.vocabulary.ErrorCode;
import dev.streambed.gateway.vocabulary.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValidationMessageTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Malformed input request: #: required key [max_tokens] not found, please|"
            + "The model requires the field max_tokens.",
        "max_tokens: Field required|The model requires the field max_tokens.",
        "Malformed input request: #/messages/0: extraneous key [inputText] is not permitted|"
            + "The model does not know the field inputText.",
        "messages.0.foo: Extra inputs are not permitted|"
            + "The model does not know the field messages.0.foo.",
        "Input is too long for requested model.|The prompt is too long for this model.",
        "prompt is too long: 210000 tokens > 200000 maximum|The prompt is too long for this model."
      })
  void saysWhatItRecognises(String message, String sentence) {
    assertThat(ValidationMessage.problem(message))
        .isEqualTo(Problem.of(ErrorCode.INVALID_REQUEST, sentence));
  }

  @Test
  void tellsAModelThatDoesNotExist() {
    assertThat(ValidationMessage.problem("The provided model identifier is invalid.").code())
        .isEqualTo(ErrorCode.NOT_FOUND);
  }

  @Test
  void tellsAModelThatNeedsAProfile() {
    String message =
        "Invocation of model ID anthropic.claude-x with on-demand throughput isn’t supported.";
    assertThat(ValidationMessage.problem(message).sentence())
        .contains("inference profile")
        .doesNotContain("claude-x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "User arn:aws:iam::123456789012:role/x said something",
        "required key [arn:aws:iam::123456789012] not found",
        "required key [<script>] not found",
        "extraneous key [a b] is not permitted",
        "the prompt was: my password is hunter2",
        ""
      })
  void repeatsNothingThatItDoesNotRecognise(String message) {
    assertThat(ValidationMessage.problem(message).sentence())
        .isEqualTo("The model does not accept this request.");
  }

  @Test
  void copesWithoutAMessage() {
    assertThat(ValidationMessage.problem(null).code()).isEqualTo(ErrorCode.INVALID_REQUEST);
  }
}
