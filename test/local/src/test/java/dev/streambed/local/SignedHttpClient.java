package dev.streambed.local;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.local.iam.Credentials;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/// A caller that signs its requests as the SDK does.
public final class SignedHttpClient implements AutoCloseable {

  private final TestHttpClient testHttpClient = new TestHttpClient();
  private final AwsSessionCredentialsIdentity identity;
  private final String service;
  private final String region;

  private SignedHttpClient(AwsSessionCredentialsIdentity identity, String service, String region) {
    this.identity = identity;
    this.service = service;
    this.region = region;
  }

  /// Signs with credentials that IAM gave.
  public static SignedHttpClient of(Credentials credentials, String service) {
    return new SignedHttpClient(
        AwsSessionCredentialsIdentity.create(
            credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken()),
        service,
        "us-east-1");
  }

  /// Signs with the credentials in a function's environment.
  public static SignedHttpClient of(JsonNode environment, String service) {
    return of(
        new Credentials(
            environment.path("AWS_ACCESS_KEY_ID").asText(),
            environment.path("AWS_SECRET_ACCESS_KEY").asText(),
            environment.path("AWS_SESSION_TOKEN").asText()),
        service);
  }

  /// A copy for another region.
  public SignedHttpClient in(String another) {
    return new SignedHttpClient(identity, service, another);
  }

  /// Sends a request, and reads the complete response.
  ///
  /// @param headers alternating names and values, which are signed too
  public HttpResponse<String> send(String method, URI uri, String body, String... headers)
      throws IOException, InterruptedException {
    return testHttpClient.send(method, uri, body, sign(method, uri, body, headers));
  }

  @Override
  public void close() {
    testHttpClient.close();
  }

  private String[] sign(String method, URI uri, String body, String... headers) {
    SdkHttpRequest.Builder request =
        SdkHttpRequest.builder().uri(uri).method(SdkHttpMethod.fromValue(method));
    pairs(headers).forEach(request::putHeader);
    return AwsV4HttpSigner.create()
        .sign(sign ->
            sign.identity(identity)
                .request(request.build())
                .payload(ContentStreamProvider.fromUtf8String(body))
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                .putProperty(AwsV4HttpSigner.REGION_NAME, region))
        .request()
        .headers()
        .entrySet()
        .stream()
        .filter(header -> !header.getKey().equalsIgnoreCase("host"))
        .flatMap(header -> Stream.of(header.getKey(), header.getValue().getFirst()))
        .toArray(String[]::new);
  }

  private static Map<String, String> pairs(String... headers) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (int index = 0; index < headers.length; index += 2) {
      pairs.put(headers[index], Arrays.asList(headers).get(index + 1));
    }
    return pairs;
  }
}
