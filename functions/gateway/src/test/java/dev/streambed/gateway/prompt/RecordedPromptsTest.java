package dev.streambed.gateway.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.domain.Operation;
import dev.streambed.gateway.domain.TokenEstimate;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// What is reserved, held against what Bedrock counted.
class RecordedPromptsTest {

  @TestFactory
  Stream<DynamicTest> reservesNoLessThanBedrockCounted() throws IOException {
    return RecordedPrompt.all().stream()
        .map(prompt -> DynamicTest.dynamicTest(prompt.name(), () -> check(prompt)));
  }

  @Test
  void isHeldByManyOfThem() throws IOException {
    List<RecordedPrompt> prompts = RecordedPrompt.all();
    assertThat(prompts).hasSizeGreaterThan(200);
    assertThat(prompts).filteredOn(prompt -> prompt.output() > 0).hasSizeGreaterThan(200);
    assertThat(prompts)
        .filteredOn(prompt -> prompt.operation().isConverse())
        .hasSizeGreaterThan(150);
    assertThat(prompts)
        .filteredOn(
            prompt -> prompt.operation() == Operation.CONVERSE_STREAM && prompt.output() > 0)
        .hasSizeGreaterThan(40);
  }

  private static void check(RecordedPrompt prompt) {
    TokenEstimate reserved = prompt.reserved();
    assertThat(reserved.inputTokens()).isGreaterThanOrEqualTo(prompt.input());
    assertThat(reserved.outputTokens()).isGreaterThanOrEqualTo(prompt.output());
  }
}
