package dev.streambed.cli.smoke;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Sends calls to one front door. Follows no redirects, which would take the key elsewhere.
///
/// @param base with or without a slash at its end
record GatewayClient(HttpClient http, URI base) {

  private static final Duration TIMEOUT = Duration.ofSeconds(90);

  static HttpClient newHttpClient() {
    return HttpClient.newBuilder()
        .connectTimeout(Duration.ofSeconds(15))
        .followRedirects(HttpClient.Redirect.NEVER)
        .build();
  }

  /// Sends a call and waits for the end of its answer.
  ///
  /// @throws IOException if there is no answer, or it does not end within 90 seconds
  HttpReply send(Call call) throws IOException {
    return await(start(call, "").whole());
  }

  /// Sends a call.
  ///
  /// @param marker the text in the body that [RunningReply#marked] waits for
  RunningReply start(Call call, String marker) {
    RunningReply reply = new RunningReply(marker);
    // The reply completes by itself unless there is none.
    CompletableFuture<?> _ =
        http.sendAsync(request(call), reply.handler())
            .whenComplete((_, failure) -> {
              if (failure != null) {
                reply.fail(failure);
              }
            });
    return reply;
  }

  /// Waits at most 90 seconds.
  static <T> T await(CompletableFuture<T> future) throws IOException {
    try {
      return future.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      throw new IOException(nameOf(failed), failed);
    } catch (TimeoutException late) {
      future.cancel(true);
      throw new IOException("no end within %d seconds".formatted(TIMEOUT.toSeconds()), late);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", stopped);
    }
  }

  private static String nameOf(ExecutionException failed) {
    Throwable cause = failed.getCause();
    while (cause != null && cause.getCause() != null && cause instanceof CompletionException) {
      cause = cause.getCause();
    }
    return cause == null ? "failed" : cause.getClass().getSimpleName();
  }

  private HttpRequest request(Call call) {
    String root = base.toString();
    URI uri =
        URI.create(
            (root.endsWith("/") ? root.substring(0, root.length() - 1) : root) + call.path());
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(TIMEOUT)
            .method(
                call.method(),
                call.body().map(BodyPublishers::ofString).orElseGet(BodyPublishers::noBody));
    call.body().ifPresent(_ -> request.setHeader("content-type", "application/json"));
    call.key().ifPresent(key -> request.setHeader("authorization", "Bearer " + key));
    call.headers().forEach(request::setHeader);
    return request.build();
  }
}
