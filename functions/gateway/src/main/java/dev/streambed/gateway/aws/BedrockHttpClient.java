package dev.streambed.gateway.aws;

import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.reactivestreams.Subscriber;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.async.SdkAsyncHttpResponseHandler;
import software.amazon.awssdk.http.async.SdkHttpContentPublisher;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/// Sends requests to Bedrock's runtime API as bytes and hands over the response as bytes: what this
/// version of the SDK does not know passes through. One signed request, no retries, no time limits.
/// Thread-safe.
public final class BedrockHttpClient implements AutoCloseable {

  private static final String SIGNING_NAME = "bedrock";

  private final SdkAsyncHttpClient client;
  private final AwsCredentialsProvider credentials;
  private final String region;
  private final URI endpoint;
  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();

  /// @param client closed with this one
  /// @param endpoint base URL of the runtime API, without a slash at its end
  public BedrockHttpClient(
      SdkAsyncHttpClient client, AwsCredentialsProvider credentials, String region, URI endpoint) {
    this.client = client;
    this.credentials = credentials;
    this.region = region;
    this.endpoint = endpoint;
  }

  /// Sends a request.
  ///
  /// @param handler gets the response on a thread of the HTTP client
  /// @return completes when the response has ended or failed; its cancellation aborts the call
  public CompletableFuture<Void> send(Request request, SdkAsyncHttpResponseHandler handler) {
    return client.execute(
        AsyncExecuteRequest.builder()
            .request(signed(request))
            .requestContentPublisher(
                new Body(request.body().length, AsyncRequestBody.fromBytesUnsafe(request.body())))
            .responseHandler(handler)
            .build());
  }

  @Override
  public void close() {
    client.close();
  }

  private SdkHttpRequest signed(Request request) {
    SdkHttpRequest.Builder unsigned =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(URI.create(endpoint + request.path()))
            .putHeader("content-length", Integer.toString(request.body().length));
    request.headers().forEach(unsigned::putHeader);
    return signer
        .sign(to ->
            to.identity(credentials.resolveCredentials())
                .request(unsigned.build())
                .payload(ContentStreamProvider.fromByteArrayUnsafe(request.body()))
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, SIGNING_NAME)
                .putProperty(AwsV4HttpSigner.REGION_NAME, region))
        .request();
  }

  /// One POST.
  ///
  /// @param path behind the endpoint, encoded as it is to be sent: `/model/…/converse`
  /// @param headers beside the signature's own
  /// @param body shared, not copied
  @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
  public record Request(String path, Map<String, String> headers, byte[] body) {

    public Request {
      headers = Map.copyOf(headers);
    }
  }

  private record Body(long length, AsyncRequestBody bytes) implements SdkHttpContentPublisher {

    @Override
    public Optional<Long> contentLength() {
      return Optional.of(length);
    }

    @Override
    public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
      bytes.subscribe(subscriber);
    }
  }
}
