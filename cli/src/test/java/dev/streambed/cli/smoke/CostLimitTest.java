package dev.streambed.cli.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class CostLimitTest {

  private static final String MODELS =
      """
      {"models": [
        {"id": "anthropic.claude-dear", "kind": "text", "usdPerMillionTokens": {"input": 3, "output": 15}},
        {"id": "amazon.nova-cheap", "kind": "text", "usdPerMillionTokens": {"input": 0.04, "output": 0.14}},
        {"id": "amazon.nova-embed", "kind": "embedding", "usdPerMillionTokens": {"input": 0.01, "output": 0}},
        {"id": "amazon.nova-unpriced", "kind": "text"},
        {"id": "somebody.new", "kind": "text", "usdPerMillionTokens": {"input": 0.01, "output": 0.01}},
        {"id": "amazon.nova-huge", "kind": "text", "usdPerMillionTokens": {"input": 1, "output": 1e999999999999}},
        "no object"
      ]}
      """;

  @Test
  void takesTheCheapestModelWhoseFormatIsKnown() {
    List<OfferedModel> models = OfferedModel.read(HttpReply.object(MODELS));
    assertThat(OfferedModel.cheapest(models).map(OfferedModel::id)).hasValue("amazon.nova-cheap");
  }

  @Test
  void countsEveryAnswerAtItsMost() {
    OfferedModel model = OfferedModel.read(HttpReply.object(MODELS)).getFirst();
    List<Check> checks =
        List.of(
            Check.free(Finding.FrontDoor.REST_API, "health", 1, _ -> {}),
            new Check(Finding.FrontDoor.REST_API, "stop", 2, 1, 600, _ -> {}));
    CostLimit limit = CostLimit.of(checks, model);
    assertThat(limit.requests()).isEqualTo(4);
    assertThat(limit.answers()).isEqualTo(1);
    // 400 × 3 + 600 × 15 millionths of a dollar, rounded up
    assertThat(limit.usd()).hasValue(new BigDecimal("0.0102"));
  }
}
