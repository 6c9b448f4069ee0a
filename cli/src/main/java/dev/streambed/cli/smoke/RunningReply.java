package dev.streambed.cli.smoke;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/// An HTTP response that is arriving. The client's threads complete its futures.
final class RunningReply {

  private static final int MOST_BYTES = 1 << 20;

  private final CompletableFuture<HttpHeaders> marked = new CompletableFuture<>();
  private final CompletableFuture<HttpReply> whole = new CompletableFuture<>();
  private final String marker;

  RunningReply(String marker) {
    this.marker = marker;
  }

  /// The response's headers, as soon as the marker has arrived in the body. If it never does, they
  /// come with the end.
  CompletableFuture<HttpHeaders> marked() {
    return marked;
  }

  /// The whole response.
  CompletableFuture<HttpReply> whole() {
    return whole;
  }

  BodyHandler<HttpReply> handler() {
    return Body::new;
  }

  void fail(Throwable failure) {
    marked.completeExceptionally(failure);
    whole.completeExceptionally(failure);
  }

  private final class Body implements BodySubscriber<HttpReply> {

    private final ResponseInfo info;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<HttpReply.Part> parts = new ArrayList<>();
    private Flow.@Nullable Subscription subscription;

    Body(ResponseInfo info) {
      this.info = info;
    }

    @Override
    public CompletionStage<HttpReply> getBody() {
      return whole;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
      given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
      int before = bytes.size();
      for (ByteBuffer buffer : buffers) {
        byte[] part = new byte[buffer.remaining()];
        buffer.get(part);
        bytes.writeBytes(part);
      }
      parts.add(new HttpReply.Part(System.nanoTime(), bytes.size() - before));
      if (bytes.size() > MOST_BYTES) {
        cancel();
      } else if (!marked.isDone() && bytes.toString(StandardCharsets.UTF_8).contains(marker)) {
        marked.complete(info.headers());
      }
    }

    private void cancel() {
      if (subscription != null) {
        subscription.cancel();
      }
      fail(new IOException("the body is too long"));
    }

    @Override
    public void onError(Throwable failure) {
      fail(failure);
    }

    @Override
    public void onComplete() {
      whole.complete(
          new HttpReply(
              info.statusCode(), info.version(), info.headers(), bytes.toByteArray(), parts));
      marked.complete(info.headers());
    }
  }
}
