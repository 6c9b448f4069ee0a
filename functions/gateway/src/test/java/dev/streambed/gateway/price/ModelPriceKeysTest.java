package dev.streambed.gateway.price;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.domain.Cost;
import dev.streambed.gateway.domain.Usage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelPriceKeysTest {

  private static final String PROFILE =
      "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc123";
  private static final PriceBook BOOK =
      PriceBookTest.book(
          """
          {
            "a.m-v1:0": {"input_cost_per_token": 1e-09},
            "eu.a.m-v1:0": {"input_cost_per_token": 2e-09},
            "us-gov.a.m-v1:0": {"input_cost_per_token": 3e-09},
            "bedrock/eu-west-1/a.m-v1:0": {"input_cost_per_token": 4e-09},
            "bedrock/eu-west-1/eu.a.m-v1:0": {"input_cost_per_token": 5e-09},
            "global.a.m-v1:0": {"input_cost_per_token": 6e-09},
            "bedrock/us.a.n": {"input_cost_per_token": 7e-09},
            "a.n": {"input_cost_per_token": 8e-09},
            "bedrock/us-west-2/a.n": {"input_cost_per_token": 9e-09},
            "deepseek.v3.2": {"input_cost_per_token": 10e-09},
            "v3.2": {"input_cost_per_token": 11e-09},
            "arn:aws:bedrock:us-east-1:1:provisioned-model/x": {"input_cost_per_token": 12e-09}
          }
          """);

  @ParameterizedTest
  @CsvSource({
    "a.m-v1:0, us-east-1, 1",
    "a.m-v1:0, eu-west-1, 4",
    "eu.a.m-v1:0, eu-central-1, 2",
    "eu.a.m-v1:0, eu-west-1, 5",
    "us-gov.a.m-v1:0, us-gov-west-1, 3",
    "apac.a.m-v1:0, ap-south-1, 1",
    "jp.a.m-v1:0, ap-northeast-1, 1",
    "us.a.m-v1:0, eu-west-1, 4",
    "global.a.m-v1:0, eu-west-1, 6",
    "global.a.n, us-west-2, 8",
    "us.a.n, us-west-2, 7",
    "eu.a.n, us-west-2, 9",
    "deepseek.v3.2, us-east-1, 10",
    "us.deepseek.v3.2, us-east-1, 10",
  })
  void findsAModelByItsId(String modelId, String region, long nano) {
    assertThat(cost(modelId, region)).isEqualTo(new Cost.Priced(nano, "v"));
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:bedrock:us-east-1::foundation-model/a.m-v1:0, eu-west-1, 1",
    "arn:aws:bedrock:eu-west-1::foundation-model/a.m-v1:0, us-east-1, 4",
    "arn:aws:bedrock:eu-central-1:123456789012:inference-profile/eu.a.m-v1:0, us-east-1, 2",
    "arn:aws-us-gov:bedrock:us-gov-west-1:1:inference-profile/us-gov.a.m-v1:0, us-gov-west-1, 3",
    "arn:aws:bedrock:us-east-1:1:provisioned-model/x, us-east-1, 12",
  })
  void findsAModelByItsArnInTheRegionOfTheArn(String arn, String region, long nano) {
    assertThat(cost(arn, region)).isEqualTo(new Cost.Priced(nano, "v"));
  }

  @ParameterizedTest
  @CsvSource({
    "a.other",
    "m-v1:0",
    "xx",
    "A.m-v1:0",
    "eu.m-v1:0",
    "arn:aws:bedrock:us-east-1:1:provisioned-model/y",
    "arn:aws:bedrock:us-east-1:1:custom-model/a.m-v1:0",
    "arn:aws:bedrock:us-east-1:1:imported-model/a.m-v1:0",
    "arn:aws:s3:::foundation-model/a.m-v1:0",
  })
  void findsNothingElse(String modelId) {
    assertThat(cost(modelId, "us-east-1")).isEqualTo(new Cost.Unpriced());
  }

  @Test
  void knowsAnApplicationsProfileOnlyByAnEntryOfItsOwn() {
    assertThat(cost(PROFILE, "us-east-1")).isEqualTo(new Cost.Unpriced());
    PriceBook own = PriceBookTest.book("{\"" + PROFILE + "\": {\"input_cost_per_token\": 1e-06}}");
    assertThat(new BookPricing(own, "us-east-1").cost(PROFILE, new Usage.Counted(1, 0, 0, 0)))
        .isEqualTo(new Cost.Priced(1_000, "v"));
  }

  private static Cost cost(String modelId, String region) {
    return new BookPricing(BOOK, region).cost(modelId, new Usage.Counted(1, 0, 0, 0));
  }
}
