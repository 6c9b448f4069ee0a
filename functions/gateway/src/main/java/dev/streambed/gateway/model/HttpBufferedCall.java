package dev.streambed.gateway.model;

import dev.streambed.gateway.aws.BedrockHttpClient;
import dev.streambed.gateway.domain.ModelRequest;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.async.SdkAsyncHttpResponseHandler;

/// An operation of Bedrock's runtime API whose response is collected as it comes.
final class HttpBufferedCall implements SdkAsyncHttpResponseHandler, Subscriber<ByteBuffer> {

  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private volatile @Nullable SdkHttpResponse head;

  private HttpBufferedCall() {}

  /// Sends a request.
  ///
  /// @return completes exceptionally with the SDK's exception when Bedrock answers with an error
  static CompletableFuture<BedrockResponse> start(
      BedrockHttpClient bedrock, ModelRequest modelRequest) {
    HttpBufferedCall call = new HttpBufferedCall();
    return BedrockResponse.of(
        bedrock.send(BedrockRequests.of(modelRequest), call), _ -> call.response());
  }

  @Override
  public void onHeaders(SdkHttpResponse response) {
    head = response;
  }

  @Override
  public void onStream(Publisher<ByteBuffer> publisher) {
    publisher.subscribe(this);
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(ByteBuffer bytes) {
    byte[] more = new byte[bytes.remaining()];
    bytes.get(more);
    body.writeBytes(more);
  }

  // Both ends of the body also end the call.
  @Override
  public void onError(Throwable thrown) {}

  @Override
  public void onComplete() {}

  private BedrockResponse response() {
    SdkHttpResponse response = head;
    if (response == null) {
      throw new IllegalStateException("a response without a head");
    }
    if (!response.isSuccessful()) {
      throw BedrockResponses.failure(response, body.toByteArray());
    }
    return new BedrockResponse(response, body.toByteArray());
  }
}
