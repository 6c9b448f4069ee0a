package dev.streambed.bedrock.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTargetTest {

  @ParameterizedTest
  @CsvSource({
    "/model/anthropic.claude-v2%3A1/invoke, anthropic.claude-v2:1, INVOKE",
    "/model/anthropic.claude-v2:1/invoke-with-response-stream, anthropic.claude-v2:1, INVOKE_STREAM",
    "/model/arn%3Aaws%3Abedrock%3Aus-east-1%3A%3Afoundation-model%2Fa.b/converse,"
        + " arn:aws:bedrock:us-east-1::foundation-model/a.b, CONVERSE",
    "/model/arn:aws:bedrock:us-east-1::foundation-model/a.b/converse-stream,"
        + " arn:aws:bedrock:us-east-1::foundation-model/a.b, CONVERSE_STREAM",
    "/model/a+b%20c/count-tokens, a+b c, COUNT_TOKENS",
  })
  void readsModelAndOperation(String path, String modelId, Operation operation) {
    assertThat(RequestTarget.ofPath(path)).contains(new RequestTarget(operation, modelId));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/model", "/model/", "/model//invoke", "/model/a", "/model/a/apply"})
  void knowsNoOtherPath(String path) {
    assertThat(RequestTarget.ofPath(path)).isEmpty();
  }

  @Test
  void leavesABrokenEscapeAsItIs() {
    assertThat(RequestTarget.decoded("50%zz")).isEqualTo("50%zz");
  }
}
