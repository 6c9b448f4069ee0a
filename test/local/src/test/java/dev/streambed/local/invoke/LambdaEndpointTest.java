package dev.streambed.local.invoke;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.local.SampleAssembly;
import dev.streambed.local.SignedHttpClient;
import dev.streambed.local.TestHttpClient;
import dev.streambed.local.iam.Credentials;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // set before all tests
@TestInstance(Lifecycle.PER_CLASS)
class LambdaEndpointTest {

  private static final String NOW = "RequestResponse";

  @TempDir private static Path folder;

  private SampleLambdaApi api;

  @BeforeAll
  void start() throws Exception {
    api = new SampleLambdaApi(SampleAssembly.in(folder), 2);
  }

  @AfterAll
  void stop() {
    api.close();
  }

  @Test
  void answersWithTheFunctionsPayload() throws Exception {
    HttpResponse<String> answer = api.invoke(NOW, "{\"x-sample\":\"plain\",\"x-sample-n\":\"42\"}");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("42");
    assertThat(answer.headers().firstValue("x-amz-executed-version")).contains("1");
    assertThat(answer.headers().firstValue("x-amzn-requestid")).isPresent();
    assertThat(answer.headers().firstValue("x-amz-function-error")).isEmpty();
  }

  @Test
  void takesNameAndQualifierInEveryForm() throws Exception {
    String name = api.live().split(":", -1)[6];
    for (String form :
        List.of(
            name + ":live",
            "123456789012:function:" + name + ":live",
            "function:" + name + ":live",
            api.live())) {
      assertThat(plain(api.uri(form)).body()).as(form).isEqualTo("plain");
    }
    URI query = URI.create(api.uri(name) + "?Qualifier=live");
    assertThat(plain(query).body()).isEqualTo("plain");
  }

  @Test
  void saysThatTheFunctionFailed() throws Exception {
    HttpResponse<String> thrown = api.invoke(NOW, "{\"x-sample\":\"throw\"}");
    assertThat(thrown.statusCode()).isEqualTo(200);
    assertThat(thrown.headers().firstValue("x-amz-function-error")).contains("Unhandled");
    assertThat(thrown.body()).isEqualTo("{\"errorType\":\"Sample\"}");
    assertThat(api.invoke(NOW, "{\"x-sample\":\"crash\"}").body())
        .startsWith("{\"errorType\":\"Runtime.ExitError\",\"errorMessage\":\"RequestId: ");
    assertThat(api.invoke(NOW, "{\"x-sample\":\"hang\"}").body())
        .contains("\"errorType\":\"Sandbox.Timedout\"", "Task timed out after 3.");
  }

  @Test
  void refusesWhomItsRoleDoesNotLet() throws Exception {
    String name = api.live().split(":", -1)[6];
    HttpResponse<String> denied = plain(api.uri(name));
    assertThat(denied.statusCode()).isEqualTo(403);
    assertThat(type(denied)).isEqualTo("AccessDeniedException");
    assertThat(denied.body())
        .contains(
            "assumed-role/", "is not authorized to perform: lambda:InvokeFunction on resource")
        .contains("function:" + name + " because no identity-based policy allows");
    assertThat(plain(api.uri("nobodys:live")).statusCode()).isEqualTo(403);
  }

  @Test
  void refusesWhatIsNotSignedOrSignedByAnother() throws Exception {
    URI uri = api.uri(api.live());
    try (TestHttpClient unsigned = new TestHttpClient();
        SignedHttpClient stranger =
            SignedHttpClient.of(new Credentials("ASIANOBODY", "secret", "token"), "lambda");
        SignedHttpClient elsewhere = api.client().in("eu-west-1")) {
      assertThat(type(unsigned.send("POST", uri, "{}")))
          .isEqualTo("MissingAuthenticationTokenException");
      assertThat(type(stranger.send("POST", uri, "{}"))).isEqualTo("UnrecognizedClientException");
      assertThat(type(elsewhere.send("POST", uri, "{}"))).isEqualTo("InvalidSignatureException");
    }
  }

  @Test
  void refusesWhatIsTooLarge() throws Exception {
    HttpResponse<String> sync = api.invoke(NOW, text(6 << 20));
    assertThat(sync.statusCode()).isEqualTo(413);
    assertThat(type(sync)).isEqualTo("RequestTooLargeException");
    HttpResponse<String> async = api.invoke("Event", text(1 << 20));
    assertThat(async.statusCode()).isEqualTo(413);
    assertThat(async.body()).contains("smaller than 1048576 bytes");
    assertThat(api.invoke("Event", text((1 << 20) - 2)).statusCode()).isEqualTo(202);
  }

  @Test
  void refusesWhatItCannotRead() throws Exception {
    assertThat(type(api.invoke(NOW, "{"))).isEqualTo("InvalidRequestContentException");
    assertThat(type(api.invoke("Later", "{}"))).isEqualTo("InvalidParameterValueException");
    URI unknown = api.uri("f").resolve("/2015-03-31/functions/f/code");
    assertThat(api.client().send("GET", unknown, "").statusCode()).isEqualTo(404);
  }

  @Test
  void onlyAsksOnADryRun() throws Exception {
    assertThat(api.invoke("DryRun", "{\"x-sample\":\"log\"}").statusCode()).isEqualTo(204);
    assertThat(api.loggedLines("to stderr")).isZero();
  }

  private HttpResponse<String> plain(URI uri) throws Exception {
    return api.client().send("POST", uri, "{\"x-sample\":\"plain\"}");
  }

  private static String type(HttpResponse<String> answer) {
    return answer.headers().firstValue("x-amzn-errortype").orElseThrow();
  }

  private static String text(int length) {
    return "\"" + "a".repeat(length) + "\"";
  }
}
