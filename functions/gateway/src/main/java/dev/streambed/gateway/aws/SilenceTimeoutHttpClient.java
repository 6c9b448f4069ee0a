package dev.streambed.gateway.aws;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.utils.AttributeMap;

/// An HTTP client that aborts a request when the other side is silent, but not when this process
/// lacked the CPU time to read a response. For services with small responses: a response is read to
/// its end before it is returned. Thread-safe.
///
/// One thread watches all requests, and wakes only for those that take longer than half a second.
public final class SilenceTimeoutHttpClient implements SdkHttpClient {

  /// The longest that any request may take, whatever the reason. Beyond this, even in a process
  /// with too little CPU time, no caller would still be waiting.
  static final Duration LONGEST = Duration.ofSeconds(20);

  private final SdkHttpClient client;
  private final Duration silence;
  private final ScheduledThreadPoolExecutor checks;

  /// @param silence how long the other side may be silent
  public SilenceTimeoutHttpClient(SdkHttpClient client, Duration silence) {
    this.client = client;
    this.silence = silence;
    this.checks =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("streambed-patience").factory());
    checks.setRemoveOnCancelPolicy(true);
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new Watched(client.prepareRequest(request));
  }

  @Override
  public String clientName() {
    return client.clientName();
  }

  @Override
  public void close() {
    checks.shutdownNow();
    client.close();
  }

  /// Builds one on top of another client.
  public record Builder(SdkHttpClient.Builder<?> client, Duration silence)
      implements SdkHttpClient.Builder<Builder> {

    @Override
    public SdkHttpClient buildWithDefaults(AttributeMap defaults) {
      return new SilenceTimeoutHttpClient(client.buildWithDefaults(defaults), silence);
    }
  }

  private final class Watched implements ExecutableHttpRequest {

    private final ExecutableHttpRequest request;
    private volatile Optional<AbortableInputStream> body = Optional.empty();

    Watched(ExecutableHttpRequest request) {
      this.request = request;
    }

    @Override
    public HttpExecuteResponse call() throws IOException {
      Duration longest = CallDeadline.remaining(LONGEST);
      if (longest.isZero()) {
        throw NoTimeException.wrapped();
      }
      SilenceTimer begun = new SilenceTimer(System.nanoTime(), silence, longest);
      try (RequestWatchdog requestWatchdog = RequestWatchdog.begin(begun, checks, this)) {
        try {
          return whole(request.call());
        } catch (IOException | RuntimeException e) {
          throw requestWatchdog.failureOf(e);
        }
      }
    }

    @Override
    public void abort() {
      request.abort();
      body.ifPresent(AbortableInputStream::abort);
    }

    private HttpExecuteResponse whole(HttpExecuteResponse answer) throws IOException {
      body = answer.responseBody();
      if (body.isEmpty()) {
        return answer;
      }
      AbortableInputStream bytes;
      try (AbortableInputStream in = body.get()) {
        bytes = AbortableInputStream.create(new ByteArrayInputStream(in.readAllBytes()));
      }
      HttpExecuteResponse.Builder whole = HttpExecuteResponse.builder().responseBody(bytes);
      return answer.httpResponse() instanceof SdkHttpFullResponse full
          ? whole.response(full.toBuilder().content(bytes).build()).build()
          : whole.response(answer.httpResponse()).build();
    }
  }
}
