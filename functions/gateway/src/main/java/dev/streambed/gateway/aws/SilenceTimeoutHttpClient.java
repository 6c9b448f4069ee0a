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

/// An HTTP client that gives a request up when the other side says nothing, and not when this
/// process had no time to hear it. For services whose answers are small: an answer is read to its
/// end before it is handed over. Thread-safe.
///
/// One thread looks after all requests, and wakes only for those that take longer than half a
/// second.
public final class SilenceTimeoutHttpClient implements SdkHttpClient {

  /// How long any request may take, whatever the reason. A request that takes longer in a process
  /// with too little processor time would find nobody who waits for it.
  static final Duration LONGEST = Duration.ofSeconds(20);

  private final SdkHttpClient client;
  private final Duration silence;
  private final ScheduledThreadPoolExecutor checks;

  /// @param silence how long the other side may say nothing
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

  /// Builds one over another client.
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
