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

  /// Bedrock's own maximum is 25 MB.
  private static final int LONGEST = 32 << 20;

  private final CompletableFuture<BedrockResponse> answer = new CompletableFuture<>();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private volatile @Nullable SdkHttpResponse head;

  private HttpBufferedCall() {}

  /// Sends a request.
  ///
  /// @return completes exceptionally with the SDK's exception when Bedrock answers with an error;
  ///   its cancellation aborts the call
  static CompletableFuture<BedrockResponse> start(
      BedrockHttpClient bedrock, ModelRequest modelRequest) {
    HttpBufferedCall started = new HttpBufferedCall();
    CompletableFuture<Void> call = bedrock.send(BedrockRequests.of(modelRequest), started);
    var _ = call.whenComplete((_, thrown) -> started.end(thrown));
    var _ = started.answer.whenComplete((_, _) -> call.cancel(true));
    return started.answer;
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
    if (body.size() + bytes.remaining() > LONGEST) {
      end(new IncompleteResponseException("too long"));
      return;
    }
    byte[] more = new byte[bytes.remaining()];
    bytes.get(more);
    body.writeBytes(more);
  }

  // Both ends of the body also end the call.
  @Override
  public void onError(Throwable thrown) {}

  @Override
  public void onComplete() {}

  private void end(@Nullable Throwable thrown) {
    SdkHttpResponse response = head;
    if (response == null) {
      answer.completeExceptionally(
          thrown == null ? new IncompleteResponseException("no head") : thrown);
    } else if (!response.isSuccessful()) {
      answer.completeExceptionally(BedrockResponses.failure(response, body.toByteArray()));
    } else if (thrown == null) {
      answer.complete(new BedrockResponse(response, body.toByteArray()));
    } else {
      answer.completeExceptionally(new IncompleteResponseException("broken off"));
    }
  }
}
