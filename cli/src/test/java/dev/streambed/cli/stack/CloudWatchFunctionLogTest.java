package dev.streambed.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.streambed.cli.domain.CliException;
import dev.streambed.cli.domain.FunctionLog.ColdStart;
import dev.streambed.cli.fixture.FakeAws;
import dev.streambed.gateway.json.JsonString;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

@SuppressWarnings("NullAway.Init") // set before each test
class CloudWatchFunctionLogTest {

  private static final Instant BEGIN = Instant.parse("2026-11-21T10:00:00Z");
  private static final String COLD =
      """
      {"time":"2026-11-21T10:00:02.000Z","type":"platform.report","record":{"requestId":"r-1",\
      "metrics":{"durationMs":900.1,"billedDurationMs":1700,"memorySizeMB":1769,\
      "maxMemoryUsedMB":212,"initDurationMs":703.79},"status":"success"}}\
      """;
  private static final String WARM =
      """
      {"time":"2026-11-21T10:00:03.000Z","type":"platform.report","record":{"requestId":"r-2",\
      "metrics":{"durationMs":90.1,"billedDurationMs":91,"memorySizeMB":1769,\
      "maxMemoryUsedMB":212},"status":"success"}}\
      """;

  private FakeAws logs;

  @BeforeEach
  void start() throws Exception {
    logs = new FakeAws();
  }

  @AfterEach
  void stop() {
    logs.close();
  }

  @Test
  void readsTheReportsOfFirstInvocationsFromEveryPage() {
    logs.says(200, page("\"nextToken\":\"t-1\",", WARM, "REPORT as text"))
        .says(200, page("\"nextToken\":\"t-2\","))
        .says(200, page("", COLD, WARM));
    assertThat(log().coldStarts(BEGIN))
        .containsExactly(new ColdStart(BEGIN.plusSeconds(2), Duration.ofMillis(703), 212, 1769));
    assertThat(logs.requests()).hasSize(3);
    assertThat(logs.requests().getFirst())
        .contains("/eu-west-1/logs/aws4_request")
        .endsWith(
            "{\"logGroupName\":\"group-1\",\"startTime\":%d,\"filterPattern\":\"{ $.type = \\\"platform.report\\\" }\"}"
                .formatted(BEGIN.toEpochMilli()));
    assertThat(logs.requests().getLast()).endsWith(",\"nextToken\":\"t-2\"}");
  }

  @Test
  void saysWhyTheLogCannotBeRead() {
    logs.says(400, "{\"__type\":\"AccessDeniedException\",\"Message\":\"arn:aws:iam::1:user/me\"}");
    assertThat(failure())
        .isEqualTo("AWS does not allow you this: your role lacks logs:FilterLogEvents");
    logs.says(400, "{\"__type\":\"a.b#ResourceNotFoundException\"}");
    failure();
    assertThat(failure()).isEqualTo("there is no log group group-1");
    logs.says(502, "<html>");
    failure();
    assertThat(failure()).isEqualTo("AWS answered with HTTP 502");
  }

  private String failure() {
    return assertThatExceptionOfType(CliException.class)
        .isThrownBy(() -> log().coldStarts(BEGIN))
        .actual()
        .sentence();
  }

  private static String page(String token, String... messages) {
    String events =
        Stream.of(messages)
            .map(message ->
                "{\"timestamp\":%d,\"message\":%s}"
                    .formatted(
                        BEGIN.plusSeconds(2).toEpochMilli(), new JsonString(message).write()))
            .collect(Collectors.joining(","));
    return "{%s\"events\":[%s],\"searchedLogStreams\":[]}".formatted(token, events);
  }

  private CloudWatchFunctionLog log() {
    return new CloudWatchFunctionLog(
        new SignedPost(
            UrlConnectionHttpClient.create(),
            AwsBasicCredentials.create("AKIDEXAMPLE", "secret"),
            Region.EU_WEST_1,
            _ -> logs.uri()),
        "group-1");
  }
}
