package dev.streambed.gateway.model;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import software.amazon.awssdk.http.SdkHttpResponse;

/// A response that was not streamed.
///
/// @param body as it came
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
record BedrockResponse(SdkHttpResponse head, byte[] body) {

  /// The response of a call, whose cancellation aborts the call.
  static <T> CompletableFuture<BedrockResponse> of(
      CompletableFuture<T> call, Function<T, BedrockResponse> reader) {
    CompletableFuture<BedrockResponse> response = call.thenApply(reader);
    var _ = response.whenComplete((_, _) -> call.cancel(true));
    return response;
  }
}
