package dev.streambed.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeployedStackTest {

  @Test
  void callersUseCloudFrontWhereThereIsOne() {
    Map<String, String> outputs =
        Map.of(
            "FunctionUrl", "https://a.lambda-url.eu-west-1.on.aws/",
            "CloudFrontUrl", "https://ai.example.com/");
    assertThat(DeployedStack.frontDoorUrls(outputs).function())
        .contains(URI.create("https://ai.example.com/"));
  }

  @Test
  void otherwiseTheFunctionUrlItself() {
    Map<String, String> outputs = Map.of("FunctionUrl", "https://a.lambda-url.eu-west-1.on.aws/");
    assertThat(DeployedStack.frontDoorUrls(outputs).function())
        .contains(URI.create("https://a.lambda-url.eu-west-1.on.aws/"));
  }
}
