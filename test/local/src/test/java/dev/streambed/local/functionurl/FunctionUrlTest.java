package dev.streambed.local.functionurl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streambed.local.Eventually;
import dev.streambed.local.LocalStack;
import dev.streambed.local.LocalStackOptions;
import dev.streambed.local.RawHttpClient;
import dev.streambed.local.SampleAssembly;
import dev.streambed.local.TestHttpClient;
import dev.streambed.local.lambda.EnvironmentTimeline;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // set before all tests
@TestInstance(Lifecycle.PER_CLASS)
class FunctionUrlTest {

  private static final String ORIGIN = "https://app.example";

  @TempDir private static Path folder;

  private final TestHttpClient testHttpClient = new TestHttpClient();
  private final List<String> log = new CopyOnWriteArrayList<>();
  private LocalStack stack;
  private URI url;

  @BeforeAll
  void start() {
    SampleAssembly.in(folder);
    stack =
        LocalStack.start(
            LocalStackOptions.of(folder).withConcurrency(1).withLog((_, line) -> log.add(line)));
    url = stack.functionUrl().orElseThrow();
  }

  @AfterAll
  void stop() {
    stack.close();
    testHttpClient.close();
  }

  /// A caller that left in the test before does not end its invocation.
  @BeforeEach
  void awaitIdle() throws InterruptedException {
    Eventually.until(() ->
        stack.lambda().timelines().stream()
            .noneMatch(it -> it.state() == EnvironmentTimeline.State.BUSY));
  }

  @Test
  void appliesThePreludesStatusHeadersAndCookies() throws Exception {
    HttpResponse<String> answer = testHttpClient.sample(url, "cookies");
    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.body()).isEqualTo("body");
    assertThat(answer.headers().firstValue("x-one")).contains("1");
    assertThat(answer.headers().allValues("set-cookie")).containsExactly("a=1", "b=2; Secure");
    assertThat(answer.headers().firstValue("x-amzn-requestid")).isPresent();
    assertThat(answer.headers().firstValue("x-amzn-trace-id").orElseThrow()).startsWith("Root=1-");
  }

  @Test
  void sendsEachPieceWhenItComes() throws Exception {
    testHttpClient.sample(url, "plain");
    try (RawHttpClient raw = RawHttpClient.sample(url, "GET", "x-sample", "hang-late")) {
      assertThat(raw.head()).startsWith("HTTP/1.1 200 OK\n");
      // The function sleeps after this chunk; a client that waits for the end would not see it.
      assertThat(raw.chunk()).isEqualTo("first piece");
      assertThatThrownBy(raw::chunk)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("broken off");
    }
  }

  @Test
  void keepsThePiecesApart() throws Exception {
    try (RawHttpClient raw = RawHttpClient.sample(url, "GET", "x-sample", "pieces")) {
      raw.head();
      assertThat(List.of(raw.chunk(), raw.chunk(), raw.chunk(), raw.chunk()))
          .containsExactly("piece 0\n", "piece 1\n", "piece 2\n", "");
    }
  }

  @Test
  void sendsAnAnswerWithoutABody() throws Exception {
    assertThat(testHttpClient.sample(url, "empty").statusCode()).isEqualTo(204);
  }

  @Test
  void handsOnAnAnswerWithoutAPreludeAsItIs() throws Exception {
    HttpResponse<String> answer =
        testHttpClient.get(url, "x-sample", "plain", "x-sample-n", "{'statusCode':500}");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type")).contains("text/plain");
    assertThat(answer.body()).isEqualTo("{\"statusCode\":500}");
  }

  @Test
  void answers502ToWhatFailsBeforeTheFirstByte() throws Exception {
    for (String what : List.of("throw", "crash", "bad-prelude", "header-list")) {
      HttpResponse<String> answer = testHttpClient.sample(url, what);
      assertThat(answer.statusCode()).as(what).isEqualTo(502);
      assertThat(answer.body()).isEqualTo("Internal Server Error");
    }
    assertThat(testHttpClient.sample(url, "plain").statusCode()).isEqualTo(200);
  }

  @Test
  void answers502AfterTheFunctionsTimeout() throws Exception {
    assertThat(testHttpClient.sample(url, "hang").statusCode()).isEqualTo(502);
  }

  @Test
  void endsInGoodOrderWhenTheFunctionReportsAnErrorLate() throws Exception {
    HttpResponse<String> answer = testHttpClient.sample(url, "throw-late");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("first piece");
  }

  @Test
  void breaksTheConnectionWhenTheFunctionBreaksOff() throws Exception {
    for (String what : List.of("crash-late", "cut-late")) {
      try (RawHttpClient raw = RawHttpClient.sample(url, "GET", "x-sample", what)) {
        assertThat(raw.head()).startsWith("HTTP/1.1 200 OK\n");
        assertThat(raw.chunk()).isEqualTo("first piece");
        assertThatThrownBy(raw::chunk).isInstanceOf(IOException.class);
      }
    }
  }

  @Test
  void drainsTheRestWhenTheCallerLeaves() throws Exception {
    log.clear();
    try (RawHttpClient raw =
        RawHttpClient.sample(url, "GET", "x-sample", "large", "x-sample-n", "5000000")) {
      raw.head();
      raw.chunk();
    }
    Eventually.until(() -> log.contains("sent 5000000"));
    assertThat(testHttpClient.sample(url, "plain").statusCode()).isEqualTo(200);
  }

  @Test
  void answers429BeyondTheConcurrencyLimit() throws Exception {
    try (RawHttpClient raw =
        RawHttpClient.sample(url, "GET", "x-sample", "pieces", "x-sample-n", "50")) {
      raw.head();
      HttpResponse<String> answer = testHttpClient.sample(url, "plain");
      assertThat(answer.statusCode()).isEqualTo(429);
      assertThat(answer.headers().firstValue("x-amzn-errortype"))
          .contains("TooManyRequestsException");
      assertThat(answer.body()).contains("ConcurrentInvocationLimitExceeded");
    }
  }

  @Test
  void answers413ToMoreThanAnEventCanCarry() throws Exception {
    String body = "x".repeat((6 << 20) + 1);
    HttpResponse<String> answer =
        testHttpClient.send("POST", url, body, "content-type", "text/plain");
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.headers().firstValue("x-amzn-errortype"))
        .contains("RequestEntityTooLargeException");
    String escaped = "\"".repeat(4 << 20);
    assertThat(testHttpClient.send("POST", url, escaped, "content-type", "text/plain").statusCode())
        .isEqualTo(413);
  }

  @Test
  void answersAPreflightByItself() throws Exception {
    HttpResponse<String> answer =
        testHttpClient.send(
            "OPTIONS",
            url,
            "",
            "Origin",
            ORIGIN,
            "Access-Control-Request-Method",
            "POST",
            "x-sample",
            "crash");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("access-control-allow-origin")).contains(ORIGIN);
    assertThat(answer.headers().firstValue("access-control-allow-methods")).contains("GET,POST");
    assertThat(answer.headers().firstValue("access-control-allow-headers"))
        .contains("authorization,content-type,x-api-key,x-request-id");
    assertThat(answer.headers().firstValue("access-control-max-age")).contains("7200");
    assertThat(answer.headers().firstValue("access-control-expose-headers")).isEmpty();
  }

  @Test
  void addsItsCorsHeadersToWhatTheFunctionSends() throws Exception {
    HttpResponse<String> answer = testHttpClient.get(url, "Origin", ORIGIN, "x-sample", "echo");
    assertThat(answer.headers().allValues("access-control-allow-origin")).containsExactly(ORIGIN);
    assertThat(answer.headers().firstValue("access-control-expose-headers"))
        .contains("retry-after,x-request-id");
    assertThat(
            testHttpClient.sample(url, "echo").headers().firstValue("access-control-allow-origin"))
        .isEmpty();
  }

  @Test
  void answersHeadWithoutABody() throws Exception {
    HttpResponse<String> answer = testHttpClient.send("HEAD", url, "", "x-sample", "echo");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("x-from")).contains("sample");
    assertThat(answer.body()).isEmpty();
  }
}
