package dev.streambed.gateway.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.crt.http.HttpHeader;
import software.amazon.awssdk.crt.http.HttpRequest;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/// Signatures, beside those of the SDK's own signer.
class RequestSignerTest {

  private static final DateTimeFormatter BASIC =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private static final AwsCredentials CREDENTIALS =
      new AwsCredentials("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG", "token/+=");

  @ParameterizedTest
  @CsvSource({
    "bedrock, https://bedrock-runtime.us-east-1.amazonaws.com, "
        + "/model/anthropic.claude-3-haiku-20240307-v1%3A0/invoke-with-response-stream",
    "bedrock, https://bedrock-runtime.us-east-1.amazonaws.com, "
        + "/model/arn%3Aaws%3Abedrock%3A%3A%3Ax%2Fy%20z/converse",
    "dynamodb, https://dynamodb.us-east-1.amazonaws.com, /",
    "execute-api, http://127.0.0.1:8123, /prod/%40connections/L0SM9cOFvHc%3D",
    "execute-api, http://127.0.0.1:8123, /prod/@connections/a~b-c_d.e"
  })
  void areThoseOfTheSdk(String service, URI endpoint, String path) {
    AwsRequest request =
        new AwsRequest(
            path,
            Map.of("content-type", "application/json", "x-amz-target", "A.b", "X-Two", " a  b "),
            "{\"é\":1}".getBytes(StandardCharsets.UTF_8));
    HttpRequest signed =
        new RequestSigner(() -> CREDENTIALS, "us-east-1", service).sign(endpoint, request);
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (HttpHeader header : signed.getHeaders()) {
      headers.put(header.getName(), header.getValue());
    }
    Instant at = BASIC.parse(headers.get("x-amz-date"), Instant::from);
    assertThat(headers.get("authorization"))
        .contains("x-amz-security-token")
        .isEqualTo(bySdk(service, endpoint, request, at));
    assertThat(headers).containsEntry("x-amz-security-token", "token/+=");
    assertThat(signed.getEncodedPath()).isEqualTo(path);
  }

  @Test
  void readTheBodyAndLeaveItToBeSent() {
    byte[] body = new byte[100_000];
    HttpRequest signed =
        new RequestSigner(() -> CREDENTIALS, "us-east-1", "bedrock")
            .sign(URI.create("http://127.0.0.1"), new AwsRequest("/", Map.of(), body));
    ByteBuffer out = ByteBuffer.allocate(body.length);
    assertThat(signed.getBodyStream().sendRequestBody(out)).isTrue();
    assertThat(out.hasRemaining()).isFalse();
  }

  @Test
  void needCredentials() {
    RequestSigner signer =
        new RequestSigner(() -> new AwsCredentials("", "", ""), "us-east-1", "bedrock");
    assertThatExceptionOfType(AwsException.class)
        .isThrownBy(
            () -> signer.sign(URI.create("http://h"), new AwsRequest("/", Map.of(), new byte[0])));
  }

  @Test
  void showNoSecret() {
    assertThat(new RequestSigner(() -> CREDENTIALS, "r", "s").toString()).doesNotContain("wJalr");
    assertThat(CREDENTIALS.toString()).doesNotContain("wJalr", "token");
  }

  private static String bySdk(String service, URI endpoint, AwsRequest request, Instant at) {
    SdkHttpRequest.Builder unsigned =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(URI.create(endpoint + request.path()))
            .putHeader("content-length", Integer.toString(request.body().length));
    request.headers().forEach(unsigned::putHeader);
    return AwsV4HttpSigner.create()
        .sign(to ->
            to.identity(
                    AwsSessionCredentialsIdentity.create(
                        CREDENTIALS.accessKeyId(),
                        CREDENTIALS.secretAccessKey(),
                        CREDENTIALS.sessionToken()))
                .request(unsigned.build())
                .payload(ContentStreamProvider.fromByteArray(request.body()))
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                .putProperty(AwsV4HttpSigner.SIGNING_CLOCK, Clock.fixed(at, ZoneOffset.UTC)))
        .request()
        .firstMatchingHeader("Authorization")
        .orElseThrow();
  }
}
