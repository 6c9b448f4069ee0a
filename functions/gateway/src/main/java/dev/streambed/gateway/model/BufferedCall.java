package dev.streambed.gateway.model;

import dev.streambed.gateway.aws.AwsException;
import dev.streambed.gateway.aws.AwsResponse;
import dev.streambed.gateway.aws.AwsServiceClient;
import dev.streambed.gateway.aws.HttpCall;
import dev.streambed.gateway.aws.NoResponseException;
import dev.streambed.gateway.aws.ResponseHandler;
import dev.streambed.gateway.aws.ResponseHead;
import dev.streambed.gateway.domain.ModelRequest;
import java.io.ByteArrayOutputStream;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// An operation of Bedrock's runtime API whose response is collected as it comes.
final class BufferedCall implements ResponseHandler {

  /// Bedrock's own maximum is 25 MB.
  private static final int LONGEST = 32 << 20;

  private final CompletableFuture<AwsResponse> answer = new CompletableFuture<>();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private volatile @Nullable ResponseHead head;

  private BufferedCall() {}

  /// Sends a request.
  ///
  /// @return completes exceptionally with an [AwsException] when Bedrock answers with an error; its
  ///   cancellation aborts the call
  static CompletableFuture<AwsResponse> start(AwsServiceClient bedrock, ModelRequest modelRequest) {
    BufferedCall started = new BufferedCall();
    try {
      HttpCall call = bedrock.start(BedrockRequests.of(modelRequest), started);
      var _ = started.answer.whenComplete((_, _) -> call.abort());
    } catch (AwsException e) {
      started.answer.completeExceptionally(e);
    }
    return started.answer;
  }

  @Override
  public void onHead(ResponseHead responseHead) {
    head = responseHead;
  }

  @Override
  public int onBody(byte[] bytes) {
    if (body.size() + bytes.length > LONGEST) {
      answer.completeExceptionally(incomplete("too long"));
    } else {
      body.writeBytes(bytes);
    }
    return bytes.length;
  }

  private IncompleteResponseException incomplete(String what) {
    ResponseHead response = head;
    return new IncompleteResponseException(
        what, response == null ? "" : BedrockResponses.head(response).requestId());
  }

  private void complete(ResponseHead response) {
    try {
      answer.complete(new AwsResponse(response, body.toByteArray()));
    } catch (OutOfMemoryError e) {
      answer.completeExceptionally(e);
    }
  }

  @Override
  public void onEnd(@Nullable NoResponseException failure) {
    ResponseHead response = head;
    if (response == null) {
      answer.completeExceptionally(failure == null ? incomplete("no head") : failure);
    } else if (!response.isSuccess()) {
      answer.completeExceptionally(BedrockResponses.failure(response, body.toByteArray()));
    } else if (failure == null) {
      complete(response);
    } else {
      answer.completeExceptionally(incomplete("broken off"));
    }
  }
}
