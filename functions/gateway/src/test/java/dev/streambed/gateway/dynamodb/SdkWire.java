package dev.streambed.gateway.dynamodb;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The SDK's client without a network: shows what it sends, and what it reads from a response.
final class SdkWire implements AutoCloseable {

  private final AtomicReference<byte[]> sent = new AtomicReference<>(new byte[0]);
  private volatile byte[] response = "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
  private final Map<String, String> headers = new HashMap<>();
  private final DynamoDbClient client =
      DynamoDbClient.builder()
          .region(Region.US_EAST_1)
          .credentialsProvider(AnonymousCredentialsProvider.create())
          .httpClient(new Loop())
          .build();

  DynamoDbClient client() {
    return client;
  }

  /// The body of the last request.
  byte[] sent() {
    return sent.get();
  }

  /// The header of the last request.
  String header(String name) {
    return headers.getOrDefault(name, "");
  }

  void answer(byte[] body) {
    response = body;
  }

  @Override
  public void close() {
    client.close();
  }

  private final class Loop implements SdkHttpClient {

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      return new ExecutableHttpRequest() {
        @Override
        public HttpExecuteResponse call() throws IOException {
          sent.set(request.contentStreamProvider().orElseThrow().newStream().readAllBytes());
          request
              .httpRequest()
              .forEachHeader((name, values) ->
                  headers.put(name.toLowerCase(java.util.Locale.ROOT), values.getFirst()));
          return HttpExecuteResponse.builder()
              .response(SdkHttpResponse.builder().statusCode(200).build())
              .responseBody(AbortableInputStream.create(new ByteArrayInputStream(response)))
              .build();
        }

        @Override
        public void abort() {
          throw new UncheckedIOException(new IOException("aborted"));
        }
      };
    }

    @Override
    public void close() {}
  }
}
