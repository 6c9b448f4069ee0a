package dev.streambed.gateway.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.aws.HttpConnections;
import dev.streambed.gateway.aws.SignedPost;
import dev.streambed.gateway.fixture.ScriptedAwsService;
import dev.streambed.gateway.fixture.TestAws;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class SnsTopicTest {

  private static final String ARN = "arn:aws:sns:us-east-1:123456789012:streambed";
  private static final RetryPolicy TWO =
      new RetryPolicy(2, Duration.ofMillis(1), Duration.ofMillis(1));

  @AutoClose private final HttpConnections connections = new HttpConnections();
  private final SignedPost posts = TestAws.posts(connections);

  @Test
  void publishesWhatItIsGiven() throws Exception {
    try (ScriptedAwsService service = ScriptedAwsService.start("sns", (_, _) -> 200)) {
      assertThat(publish(service)).isEmpty();
      ScriptedAwsService.Received request = service.received().getFirst();
      assertThat(request.path()).isEqualTo("/");
      assertThat(request.headers().get("content-type"))
          .containsExactly("application/x-www-form-urlencoded; charset=utf-8");
      assertThat(request.body())
          .isEqualTo(
              "Action=Publish&Version=2010-03-31"
                  + "&TopicArn=arn%3Aaws%3Asns%3Aus-east-1%3A123456789012%3Astreambed"
                  + "&Subject=80+%25+%26+more&Message=%7B%22%C3%A9%22%3A1%7D");
    }
  }

  @ParameterizedTest
  @CsvSource({"500", "0"})
  void publishesAgainWhenItMaySucceed(int status) throws Exception {
    try (ScriptedAwsService service =
        ScriptedAwsService.start("sns", (_, number) -> number < 2 ? status : 200)) {
      assertThat(publish(service)).isEmpty();
      assertThat(service.received()).hasSize(2);
    }
  }

  @ParameterizedTest
  @CsvSource({"403, 1, ForbiddenException", "400, 1, InvalidParameter", "503, 2, Status503"})
  void tellsWhatItFailedWith(int status, int attempts, String cause) throws Exception {
    try (ScriptedAwsService service = ScriptedAwsService.start("sns", (_, _) -> status)) {
      assertThat(publish(service)).contains(cause);
      assertThat(service.received()).hasSize(attempts);
    }
  }

  private Optional<String> publish(ScriptedAwsService service) {
    ServiceEndpoints serviceEndpoints =
        new ServiceEndpoints(
            TestAws.settings("us-east-1", Map.of("SNS", service.uri().toString())));
    return new SnsTopic(posts, serviceEndpoints, TWO, ARN).publish("80 % & more", "{\"é\":1}");
  }
}
