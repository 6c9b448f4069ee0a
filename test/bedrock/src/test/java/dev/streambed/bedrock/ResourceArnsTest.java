package dev.streambed.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.bedrock.protocol.ModelId;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResourceArnsTest {

  private static final String MODEL = "::foundation-model/amazon.nova-lite-v1:0";

  private final ResourceArns arns = new ResourceArns("eu-west-1", "012345678901");

  @Test
  void isTheModelInItsRegion() {
    assertThat(of("amazon.nova-lite-v1:0")).containsExactly("arn:aws:bedrock:eu-west-1" + MODEL);
  }

  @Test
  void isAlsoTheModelWhereverAProfileRoutesTo() {
    assertThat(of("eu.amazon.nova-lite-v1:0"))
        .startsWith(
            "arn:aws:bedrock:eu-west-1:012345678901:inference-profile/eu.amazon.nova-lite-v1:0",
            "arn:aws:bedrock:eu-west-1" + MODEL)
        .contains("arn:aws:bedrock:eu-central-1" + MODEL)
        .doesNotHaveDuplicates();
  }

  @Test
  void isAlsoTheModelWithoutARegionForAGlobalProfile() {
    assertThat(of("global.amazon.nova-lite-v1:0"))
        .containsExactly(
            "arn:aws:bedrock:eu-west-1:012345678901:inference-profile/global.amazon.nova-lite-v1:0",
            "arn:aws:bedrock:eu-west-1" + MODEL,
            "arn:aws:bedrock:" + MODEL);
  }

  @Test
  void isAnArnAsItWasGiven() {
    String profile = "arn:aws:bedrock:eu-west-1:999999999999:application-inference-profile/abc";
    assertThat(of(profile)).containsExactly(profile);
    String model = "arn:aws:bedrock:us-east-1" + MODEL;
    assertThat(of(model)).containsExactly(model);
  }

  @Test
  void isSomethingThatNobodyAllowedForAnUnknownModel() {
    assertThat(arns.ofUnknown("no-model"))
        .containsExactly("arn:aws:bedrock:eu-west-1::foundation-model/no-model");
  }

  private List<String> of(String modelId) {
    return arns.of(ModelId.of(modelId).orElseThrow());
  }
}
