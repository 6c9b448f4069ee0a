package dev.streambed.gateway.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.domain.Payload;
import dev.streambed.gateway.fixture.ScriptedAwsService;
import dev.streambed.gateway.fixture.TestAws;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class SignedPostTest {

  @AutoClose private final HttpConnections connections = new HttpConnections();
  private final SignedPost posts = TestAws.posts(connections, Duration.ofSeconds(2));

  @Test
  void signsWhatItSendsTheWayAwsChecksIt() throws Exception {
    try (ScriptedAwsService service = ScriptedAwsService.start("execute-api", (_, _) -> 200)) {
      String path = "/prod/@connections/L0SM9cOFvHcCIhw%3D";
      SignedPost.Result postResult =
          posts.send(
              new SignedPost.Request(
                  "execute-api",
                  URI.create(service.uri() + path),
                  Map.of("x-amz-invocation-type", "Event"),
                  payload("{\"é\":1}")));
      assertThat(postResult).isEqualTo(new SignedPost.Result.Responded(200, ""));
      ScriptedAwsService.Received received = service.received().getFirst();
      assertThat(received.path()).isEqualTo(path);
      assertThat(received.body()).isEqualTo("{\"é\":1}");
      assertThat(received.header("x-amz-invocation-type")).isEqualTo("Event");
      assertThat(received.header("x-amz-security-token")).isEqualTo("session");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "410, GoneException",
    "429, LimitExceededException",
    "500, Status500",
    "400, InvalidParameter"
  })
  void tellsAnErrorByAwssName(int status, String name) throws Exception {
    try (ScriptedAwsService service = ScriptedAwsService.start("lambda", (_, _) -> status)) {
      assertThat(send(service.uri())).isEqualTo(new SignedPost.Result.Responded(status, name));
    }
  }

  @Test
  void usesAConnectionAgain() throws Exception {
    try (ScriptedAwsService service =
        ScriptedAwsService.start("lambda", (_, number) -> number == 2 ? 500 : 202)) {
      for (int status : new int[] {202, 500, 202, 202}) {
        assertThat(send(service.uri()))
            .isInstanceOfSatisfying(
                SignedPost.Result.Responded.class, it -> assertThat(it.status()).isEqualTo(status));
      }
    }
  }

  @Test
  void tellsWhenNobodyAnswers() throws Exception {
    URI nowhere;
    try (ScriptedAwsService service = ScriptedAwsService.start("lambda", (_, _) -> 0)) {
      nowhere = service.uri();
      assertThat(send(nowhere)).isInstanceOf(SignedPost.Result.NoResponse.class);
    }
    assertThat(send(nowhere)).isInstanceOf(SignedPost.Result.NoResponse.class);
  }

  @Test
  void givesUpOnAServiceThatSaysNothing() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    try (ScriptedAwsService service =
        ScriptedAwsService.start(
            "lambda",
            (_, _) -> {
              over.await();
              return 200;
            })) {
      long begun = System.nanoTime();
      assertThat(send(service.uri()))
          .isEqualTo(new SignedPost.Result.NoResponse("NoAnswerException"));
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
      over.countDown();
    }
  }

  @Test
  void endsWithAnInterruptAndKeepsTheFlag() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    try (ScriptedAwsService service =
        ScriptedAwsService.start(
            "lambda",
            (_, _) -> {
              over.await();
              return 200;
            })) {
      Thread.currentThread().interrupt();
      assertThat(send(service.uri())).isInstanceOf(SignedPost.Result.NoResponse.class);
      assertThat(Thread.interrupted()).isTrue();
      over.countDown();
    }
  }

  private SignedPost.Result send(URI uri) {
    return posts.send(new SignedPost.Request("lambda", uri, Map.of(), payload("{}")));
  }

  private static Payload payload(String text) {
    return Payload.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
