package dev.streambed.local.functionurl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.local.Eventually;
import dev.streambed.local.LocalStack;
import dev.streambed.local.LocalStackOptions;
import dev.streambed.local.RawHttpClient;
import dev.streambed.local.SampleAssembly;
import dev.streambed.local.TestHttpClient;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // set before each test
class FunctionUrlVariantsTest {

  private static final String SECRET = "{{resolve:secretsmanager:a:SecretString:::}}";

  @TempDir private Path folder;
  private SampleAssembly assembly;

  @BeforeEach
  void synthesize() {
    assembly = SampleAssembly.in(folder);
  }

  @Test
  void staysShutWithoutBothPermissions() throws Exception {
    assembly.without("InvokeByUrlPermission");
    withUrl((testHttpClient, url) -> {
      HttpResponse<String> answer = testHttpClient.sample(url, "echo");
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.headers().firstValue("x-amzn-errortype")).contains("AccessDeniedException");
      assertThat(answer.body()).contains("\"Message\":\"Forbidden.");
    });
  }

  @Test
  void letsOptionsThroughToTheFunctionWithoutACorsConfiguration() throws Exception {
    assembly.change("Url", url -> url.remove("Cors"));
    withUrl((testHttpClient, url) -> {
      HttpResponse<String> answer =
          testHttpClient.send(
              "OPTIONS", url, "", "Origin", "https://a.example", "x-sample", "echo");
      assertThat(answer.body()).contains("\"method\":\"OPTIONS\"");
      assertThat(answer.headers().firstValue("access-control-allow-origin")).isEmpty();
    });
  }

  @Test
  void givesNoCorsHeadersToAForeignOrigin() throws Exception {
    assembly.change(
        "Url",
        url -> {
          ObjectNode cors = (ObjectNode) url.path("Cors");
          cors.put("AllowCredentials", true).putArray("AllowOrigins").add("https://known.example");
        });
    withUrl((testHttpClient, url) -> {
      HttpResponse<String> foreign = testHttpClient.get(url, "Origin", "https://foreign.example");
      assertThat(foreign.headers().firstValue("access-control-allow-origin")).isEmpty();
      HttpResponse<String> known = testHttpClient.get(url, "Origin", "https://known.example");
      assertThat(known.headers().firstValue("access-control-allow-origin"))
          .contains("https://known.example");
      assertThat(known.headers().firstValue("access-control-allow-credentials")).contains("true");
      assertThat(known.headers().firstValue("vary")).contains("Origin");
    });
  }

  @Test
  void readsPayloadFormatTwoWhenBuffered() throws Exception {
    assembly.change("Url", url -> url.put("InvokeMode", "BUFFERED"));
    withUrl((testHttpClient, url) -> {
      HttpResponse<String> formatted =
          testHttpClient.sample(
              url,
              "{'statusCode':202,'headers':{'x-a':'1'},'cookies':['c=1'],"
                  + "'body':'aGk=','isBase64Encoded':true}");
      assertThat(formatted.statusCode()).isEqualTo(202);
      assertThat(formatted.body()).isEqualTo("hi");
      assertThat(formatted.headers().firstValue("x-a")).contains("1");
      assertThat(formatted.headers().firstValue("set-cookie")).contains("c=1");
      HttpResponse<String> inferred = testHttpClient.sample(url, "{'some':'thing'}");
      assertThat(inferred.statusCode()).isEqualTo(200);
      assertThat(inferred.headers().firstValue("content-type")).contains("application/json");
      assertThat(inferred.body()).isEqualTo("{\"some\":\"thing\"}");
      assertThat(testHttpClient.sample(url, "{'statusCode':1}").statusCode()).isEqualTo(502);
      assertThat(testHttpClient.sample(url, "no JSON").statusCode()).isEqualTo(502);
      assertThat(testHttpClient.sample(url, "throw").statusCode()).isEqualTo(502);
    });
  }

  @Test
  void slowsAnAnswerDownAfterSixMebibytes() throws Exception {
    assembly.change("Function", function -> function.put("Timeout", 60));
    withUrl((testHttpClient, url) -> {
      testHttpClient.sample(url, "plain");
      long begun = System.nanoTime();
      HttpResponse<String> answer =
          testHttpClient.get(url, "x-sample", "large", "x-sample-n", Integer.toString(8 << 20));
      assertThat(answer.body()).hasSize(8 << 20);
      // Two mebibytes beyond the burst, at two in a second.
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(800));
    });
  }

  @Test
  void letsAFunctionFeelACallerThatDoesNotRead() throws Exception {
    assembly.change("Function", function -> function.put("Timeout", 60));
    List<String> log = new CopyOnWriteArrayList<>();
    LocalStackOptions options = LocalStackOptions.of(folder).withLog((_, line) -> log.add(line));
    // More than all socket buffers on the way can hold.
    int size = 12 << 20;
    try (LocalStack stack = LocalStack.start(options);
        RawHttpClient raw =
            RawHttpClient.sample(
                stack.functionUrl().orElseThrow(),
                "GET",
                "x-sample",
                "large",
                "x-sample-n",
                Integer.toString(size))) {
      raw.head();
      Thread.sleep(5_000);
      assertThat(log).isEmpty();
      int received = 0;
      for (String chunk = raw.chunk(); !chunk.isEmpty(); chunk = raw.chunk()) {
        received += chunk.length();
      }
      assertThat(received).isEqualTo(size);
      Eventually.until(() -> log.contains("sent " + size));
    }
  }

  @Test
  void getsTheHeadersOfADistributionAsIfItWereAsked() throws Exception {
    assembly.variable("SECRET", SECRET).behindCloudFront(SECRET);
    withUrl((testHttpClient, url) -> {
      HttpResponse<String> answer =
          testHttpClient.get(url, "x-sample", "echo", "x-origin-verify", "made up");
      assertThat(answer.body())
          .contains("\"x-origin-verify\":\"" + SECRET + "\"")
          .doesNotContain("made up");
      assertThat(testHttpClient.sample(url, "env").body()).contains(SECRET);
    });
  }

  @Test
  void refusesAuthenticationThatItCannotCheck() {
    assembly.change("Url", url -> url.put("AuthType", "AWS_IAM"));
    assertThatThrownBy(() -> LocalStack.start(LocalStackOptions.of(folder)))
        .hasMessage(
            "the property AuthType AWS_IAM of AWS::Lambda::Url Url (stack service)"
                + " is not supported by the local stack");
  }

  private interface Use {
    void with(TestHttpClient testHttpClient, URI url) throws Exception;
  }

  private void withUrl(Use use) throws Exception {
    try (LocalStack stack = LocalStack.start(LocalStackOptions.of(folder));
        TestHttpClient testHttpClient = new TestHttpClient()) {
      use.with(testHttpClient, stack.functionUrl().orElseThrow());
    }
  }
}
