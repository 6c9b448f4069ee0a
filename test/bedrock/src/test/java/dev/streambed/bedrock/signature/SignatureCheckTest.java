package dev.streambed.bedrock.signature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.bedrock.protocol.AwsError;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/// Requests are signed by the SDK's own signer.
class SignatureCheckTest {

  private static final Instant NOW = Instant.parse("2026-11-21T09:15:02Z");
  private static final String ID = "AKIDEXAMPLE";
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
  private static final String PATH = "/model/anthropic.claude-v2%3A1/invoke";
  private static final byte[] BODY = "{\"prompt\":\"a\"}".getBytes(StandardCharsets.UTF_8);

  private final SignatureCheck check =
      new SignatureCheck(
          "bedrock",
          id ->
              id.equals(ID) ? new SecretKeys.Secret.Known(SECRET) : new SecretKeys.Secret.Unknown(),
          Clock.fixed(NOW, ZoneOffset.UTC));

  @ParameterizedTest
  @ValueSource(
      strings = {
        PATH,
        "/model/anthropic.claude-v2:1/invoke",
        "/model/arn%3Aaws%3Abedrock%3Aus-east-1%3A%3Afoundation-model%2Fa.b/converse-stream",
        "/model/amazon.nova-lite-v1%3A0/invoke?b=2&a=1%2F1&c",
      })
  void believesWhatTheSdkSigned(String path) {
    assertThat(check.check(signed(path, ID, SECRET, "bedrock", NOW)))
        .isEqualTo(new SignatureResult.Signed(ID, "us-west-2"));
  }

  @Test
  void believesASessionTokenThatIsSigned() {
    AwsCredentialsIdentity session = AwsSessionCredentialsIdentity.create(ID, SECRET, "token");
    SignedRequest request = signed(PATH, session, "bedrock", NOW);

    assertThat(request.headers()).containsKey("x-amz-security-token");
    assertThat(check.check(request)).isInstanceOf(SignatureResult.Signed.class);
    assertThat(refused(with(request, "x-amz-security-token", "another")).type())
        .isEqualTo("InvalidSignatureException");
  }

  @Test
  void refusesAnotherSecret() {
    AwsError error = refused(signed(PATH, ID, "another", "bedrock", NOW));
    assertThat(error.type()).isEqualTo("InvalidSignatureException");
    assertThat(error.status()).isEqualTo(403);
    assertThat(error.message()).startsWith("The request signature we calculated does not match");
  }

  @Test
  void refusesAnUnknownKey() {
    AwsError error = refused(signed(PATH, "AKIDNOBODY", SECRET, "bedrock", NOW));
    assertThat(error.type()).isEqualTo("UnrecognizedClientException");
    assertThat(error.message()).isEqualTo("The security token included in the request is invalid.");
  }

  @Test
  void refusesABodyThatWasChanged() {
    SignedRequest request = signed(PATH, ID, SECRET, "bedrock", NOW);
    SignedRequest changed =
        new SignedRequest("POST", PATH, "", request.headers(), new byte[] {'{', '}'});
    assertThat(refused(changed).type()).isEqualTo("InvalidSignatureException");
  }

  @Test
  void refusesAnotherPath() {
    SignedRequest request = signed(PATH, ID, SECRET, "bedrock", NOW);
    SignedRequest changed =
        new SignedRequest("POST", PATH.replace("v2", "v3"), "", request.headers(), BODY);
    assertThat(refused(changed).type()).isEqualTo("InvalidSignatureException");
  }

  @Test
  void refusesASignatureOfLastHour() {
    AwsError error = refused(signed(PATH, ID, SECRET, "bedrock", NOW.minus(Duration.ofHours(1))));
    assertThat(error.message())
        .isEqualTo(
            "Signature expired: 20261121T081502Z is now earlier than 20261121T091002Z"
                + " (20261121T091502Z - 5 min.)");
  }

  @Test
  void refusesASignatureOfTheFuture() {
    AwsError error = refused(signed(PATH, ID, SECRET, "bedrock", NOW.plus(Duration.ofMinutes(6))));
    assertThat(error.message()).startsWith("Signature not yet current: 20261121T092102Z");
  }

  @Test
  void refusesASignatureForAnotherService() {
    assertThat(refused(signed(PATH, ID, SECRET, "dynamodb", NOW)).message())
        .isEqualTo("Credential should be scoped to correct service: 'bedrock'. ");
  }

  @Test
  void believesASignatureForWhicheverServiceItGuards() {
    SignatureCheck lambda = new SignatureCheck("lambda", check.secretKeys(), check.clock());
    String path =
        "/2015-03-31/functions/arn%3Aaws%3Alambda%3Aus-west-2%3A1%3Afunction%3Af/invocations";
    assertThat(lambda.check(signed(path, ID, SECRET, "lambda", NOW)))
        .isEqualTo(new SignatureResult.Signed(ID, "us-west-2"));
    assertThat(lambda.check(signed(path, ID, SECRET, "bedrock", NOW)))
        .isInstanceOf(SignatureResult.Refused.class);
  }

  @Test
  void refusesADayThatIsNotThatOfTheScope() {
    SignedRequest request = signed(PATH, ID, SECRET, "bedrock", NOW);
    assertThat(refused(with(request, "x-amz-date", "20261120T091502Z")).message())
        .startsWith("Date in Credential scope does not match YYYYMMDD");
  }

  @Test
  void asksForASignature() {
    SignedRequest unsigned = new SignedRequest("POST", PATH, "", Map.of(), BODY);
    assertThat(refused(unsigned).type()).isEqualTo("MissingAuthenticationTokenException");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer abc", "AWS4-HMAC-SHA256 Credential=a/b", "AWS4-HMAC-SHA256"})
  void refusesWhatIsNoSignature(String header) {
    SignedRequest request =
        new SignedRequest("POST", PATH, "", Map.of("authorization", List.of(header)), BODY);
    assertThat(refused(request).type()).isEqualTo("IncompleteSignatureException");
  }

  @Test
  void keepsTheSecretOutOfTexts() {
    assertThat(new SecretKeys.Secret.Known(SECRET).toString()).doesNotContain(SECRET);
  }

  private AwsError refused(SignedRequest request) {
    SignatureResult signatureResult = check.check(request);
    assertThat(signatureResult).isInstanceOf(SignatureResult.Refused.class);
    return ((SignatureResult.Refused) signatureResult).error();
  }

  private static SignedRequest with(SignedRequest request, String name, String value) {
    Map<String, List<String>> headers = new HashMap<>(request.headers());
    headers.put(name, List.of(value));
    return new SignedRequest(
        "POST", request.rawPath(), request.rawQuery(), headers, request.body());
  }

  private static SignedRequest signed(
      String path, String id, String secret, String service, Instant at) {
    return signed(path, AwsCredentialsIdentity.create(id, secret), service, at);
  }

  private static SignedRequest signed(
      String path, AwsCredentialsIdentity identity, String service, Instant at) {
    URI uri = URI.create("http://127.0.0.1:8080" + path);
    SdkHttpRequest request =
        AwsV4HttpSigner.create()
            .sign(to ->
                to.identity(identity)
                    .request(SdkHttpRequest.builder().method(SdkHttpMethod.POST).uri(uri).build())
                    .payload(ContentStreamProvider.fromByteArray(BODY))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                    .putProperty(AwsV4HttpSigner.REGION_NAME, "us-west-2")
                    .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(at, ZoneOffset.UTC)))
            .request();
    Map<String, List<String>> headers = new HashMap<>();
    request.forEachHeader((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
    String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
    return new SignedRequest("POST", uri.getRawPath(), query, headers, BODY);
  }
}
