package dev.streambed.bedrock;

import dev.streambed.bedrock.model.Answer;
import dev.streambed.bedrock.model.AnswerBody;
import dev.streambed.bedrock.model.AnswerSink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;

/// Sends one answer over HTTP. Every write is flushed, and blocks while the caller does not read.
/// For one answer, on one thread.
final class HttpAnswerSink implements AnswerSink {

  private static final String REQUEST_ID = "x-amzn-requestid";
  private static final long CLIENT_CHECK_INTERVAL = Duration.ofMillis(50).toNanos();
  // A parked thread wakes up late by about this much; the rest is spent awake.
  private static final long AWAKE = Duration.ofNanos(60_000).toNanos();

  private final Response response;
  private final ClientWatch client;
  private final ReceivedRequest request;

  HttpAnswerSink(Response response, ClientWatch client, ReceivedRequest request) {
    this.response = response;
    this.client = client;
    this.request = request;
  }

  /// Sends a whole answer.
  ///
  /// @throws IOException when it cannot be sent to its end
  void send(Answer answer) throws IOException, InterruptedException {
    waitUntil(System.nanoTime() + answer.after().toNanos());
    request.answered(answer.status());
    response.setStatus(answer.status());
    HttpFields.Mutable headers = response.getHeaders();
    headers.put(REQUEST_ID, request.requestId());
    answer.headers().forEach(headers::put);
    switch (answer.answerBody()) {
      case AnswerBody.Whole(byte[] bytes) -> {
        headers.put(HttpHeader.CONTENT_LENGTH, bytes.length);
        send(bytes);
      }
      case AnswerBody.Streamed(AnswerBody.FrameSource frameSource) -> {
        // The headers leave before the first frame is ready.
        send(new byte[0]);
        frameSource.sendTo(this);
      }
    }
    write(true, new byte[0]);
  }

  @Override
  public void send(byte[] bytes) throws IOException, InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("the endpoint is closing");
    }
    write(false, bytes);
    request.addBytes(bytes.length);
  }

  @Override
  public void afterChunk() {
    request.addChunk();
  }

  @Override
  public void waitUntil(long nanoTime) throws IOException, InterruptedException {
    long left = nanoTime - System.nanoTime();
    while (left > 0) {
      pause(left);
      left = nanoTime - System.nanoTime();
    }
  }

  private void pause(long left) throws IOException, InterruptedException {
    if (left <= AWAKE) {
      Thread.onSpinWait();
      return;
    }
    LockSupport.parkNanos(Math.min(left - AWAKE, CLIENT_CHECK_INTERVAL));
    if (left > CLIENT_CHECK_INTERVAL) {
      requireClient();
    }
  }

  @Override
  public void requireClient() throws IOException, InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("the endpoint is closing");
    }
    if (client.isGone()) {
      throw new ClientGoneException("while nothing was sent to it");
    }
  }

  private void write(boolean isLast, byte[] bytes) throws IOException {
    try {
      Content.Sink.write(response, isLast, ByteBuffer.wrap(bytes));
    } catch (IOException failed) {
      throw new ClientGoneException("after " + request.bytesSent() + " bytes", failed);
    }
  }

  /// The caller has closed its connection.
  static final class ClientGoneException extends IOException {

    private static final long serialVersionUID = 1L;

    ClientGoneException(String what) {
      super(what);
    }

    ClientGoneException(String what, Throwable cause) {
      super(what, cause);
    }
  }
}
