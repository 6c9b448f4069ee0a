package dev.streambed.runtimeapi;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Receives a runtime's `/response` and passes it on. One per response, not thread-safe.
final class ResponseTransfer {

  private static final String MODE = "Lambda-Runtime-Function-Response-Mode";
  private static final String ERROR_TYPE = "Lambda-Runtime-Function-Error-Type";
  private static final String ERROR_BODY = "Lambda-Runtime-Function-Error-Body";

  private final InvocationState invocationState;
  private final RequestHead head;
  private final RequestBody requestBody;
  private final RuntimeApiSettings runtimeApiSettings;
  private final byte[] buffer = new byte[Bandwidth.LARGEST_CHUNK];

  ResponseTransfer(
      InvocationState invocationState,
      RequestHead head,
      RequestBody requestBody,
      RuntimeApiSettings runtimeApiSettings) {
    this.invocationState = invocationState;
    this.head = head;
    this.requestBody = requestBody;
    this.runtimeApiSettings = runtimeApiSettings;
  }

  /// Reads the response to its end, and reports the outcome to the invoker before it responds to
  /// the runtime.
  PlatformResponse receive() throws InterruptedIOException {
    String mode = head.headers().first(MODE);
    if (!mode.isEmpty() && !mode.equals("streaming")) {
      invocationState.sent(
          new InvocationOutcome.FunctionError("Runtime.InvalidResponseModeHeader", ""));
      return PlatformResponse.invalidResponseMode();
    }
    InvocationOutcome invocationOutcome = transfer();
    invocationState.sent(invocationOutcome);
    return replyTo(invocationOutcome);
  }

  private InvocationOutcome transfer() throws InterruptedIOException {
    try {
      return switch (invocationState.invocation().mode()) {
        case STREAMED -> stream();
        case BUFFERED -> buffer();
      };
    } catch (InterruptedIOException stopped) {
      throw stopped;
    } catch (IOException broken) {
      return new InvocationOutcome.Truncated();
    }
  }

  private InvocationOutcome stream() throws IOException {
    Bandwidth.TokenBucket bucket =
        new Bandwidth.TokenBucket(
            runtimeApiSettings.bandwidth(), runtimeApiSettings.monotonicClock());
    sendHead();
    long total = 0;
    for (int count = requestBody.read(buffer); count >= 0; count = requestBody.read(buffer)) {
      total += count;
      if (total > RuntimeApi.STREAMED_LIMIT) {
        return new InvocationOutcome.TooLarge(RuntimeApi.STREAMED_LIMIT);
      }
      take(bucket, count);
      invocationState.sendBytes(buffer, 0, count);
    }
    return ended();
  }

  private InvocationOutcome buffer() throws IOException {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (int count = requestBody.read(buffer); count >= 0; count = requestBody.read(buffer)) {
      whole.write(buffer, 0, count);
      if (whole.size() > RuntimeApi.BUFFERED_LIMIT) {
        return new InvocationOutcome.TooLarge(RuntimeApi.BUFFERED_LIMIT);
      }
    }
    sendHead();
    invocationState.sendBytes(whole.toByteArray(), 0, whole.size());
    return ended();
  }

  private void sendHead() {
    String type = head.headers().first("Content-Type");
    boolean streaming = !head.headers().first(MODE).isEmpty();
    invocationState.sendHead(type.isEmpty() ? "application/octet-stream" : type, streaming);
  }

  private InvocationOutcome ended() {
    String type = announced(ERROR_TYPE);
    String error = announced(ERROR_BODY);
    if (type.isEmpty() && error.isEmpty()) {
      return new InvocationOutcome.Complete();
    }
    return new InvocationOutcome.CompleteWithError(type, decoded(error));
  }

  // The platform's HTTP library drops a trailer that the head did not announce.
  private String announced(String trailer) {
    return head.headers().lists("Trailer", trailer) ? requestBody.trailers().first(trailer) : "";
  }

  private static void take(Bandwidth.TokenBucket bucket, int count) throws InterruptedIOException {
    try {
      bucket.take(count);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the server stops");
    }
  }

  private static PlatformResponse replyTo(InvocationOutcome invocationOutcome) {
    return switch (invocationOutcome) {
      case InvocationOutcome.Complete _, InvocationOutcome.CompleteWithError _ ->
          PlatformResponse.accepted();
      case InvocationOutcome.TooLarge large -> PlatformResponse.tooLarge(large.limit());
      case InvocationOutcome.Truncated _ -> PlatformResponse.truncated();
      case InvocationOutcome.FunctionError _,
          InvocationOutcome.TimedOut _,
          InvocationOutcome.RuntimeExited _ ->
          throw new IllegalStateException("not the outcome of a response: " + invocationOutcome);
    };
  }

  private static String decoded(String base64) {
    try {
      return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notBase64) {
      return base64;
    }
  }
}
