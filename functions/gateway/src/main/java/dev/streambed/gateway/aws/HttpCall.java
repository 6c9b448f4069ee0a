package dev.streambed.gateway.aws;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.crt.CRT;
import software.amazon.awssdk.crt.CrtRuntimeException;
import software.amazon.awssdk.crt.http.HttpClientConnection;
import software.amazon.awssdk.crt.http.HttpException;
import software.amazon.awssdk.crt.http.HttpHeader;
import software.amazon.awssdk.crt.http.HttpHeaderBlock;
import software.amazon.awssdk.crt.http.HttpRequest;
import software.amazon.awssdk.crt.http.HttpStreamBase;
import software.amazon.awssdk.crt.http.HttpStreamBaseResponseHandler;

/// One request on its way, and its response. Thread-safe.
///
/// The native stream and its connection are released when the HTTP client says that the stream has
/// ended, also after an abort; nothing is called on them afterwards, because they are freed memory
/// then.
public final class HttpCall
    implements HttpStreamBaseResponseHandler, BiConsumer<HttpClientConnection, Throwable> {

  private final HttpRequest request;
  private final ResponseHandler handler;
  private final List<HttpHeader> headers = new ArrayList<>();
  private @Nullable HttpClientConnection connection;
  private @Nullable HttpStreamBase stream;
  private boolean isOver;

  HttpCall(HttpRequest request, ResponseHandler handler) {
    this.request = request;
    this.handler = handler;
  }

  /// Gives the request up: closes its connection if there is one. The handler is told at once.
  public void abort() {
    abort("Aborted");
  }

  /// Lets the other side send more of the body.
  ///
  /// @param bytes how many of those that were received are no longer held
  public synchronized void incrementWindow(int bytes) {
    if (stream != null) {
      stream.incrementWindow(bytes);
    }
  }

  /// Gets a connection, or why there is none.
  @Override
  public void accept(@Nullable HttpClientConnection acquired, @Nullable Throwable thrown) {
    if (acquired == null) {
      end(NoResponseException.notConnected(nameOf(thrown)));
      return;
    }
    NoResponseException failure = send(acquired);
    if (failure != null) {
      end(failure);
    }
  }

  @Override
  public void onResponseHeaders(
      HttpStreamBase from, int status, int blockType, HttpHeader[] nextHeaders) {
    if (blockType == HttpHeaderBlock.MAIN.getValue()) {
      Collections.addAll(headers, nextHeaders);
    }
  }

  @Override
  public void onResponseHeadersDone(HttpStreamBase from, int blockType) {
    if (blockType == HttpHeaderBlock.MAIN.getValue() && !isOver()) {
      handler.onHead(
          ResponseHead.of(from.getResponseStatusCode(), headers.toArray(HttpHeader[]::new)));
    }
  }

  @Override
  public int onResponseBody(HttpStreamBase from, byte[] bytes) {
    return isOver() ? bytes.length : handler.onBody(bytes);
  }

  @Override
  public void onResponseComplete(HttpStreamBase from, int errorCode) {
    release();
    end(
        errorCode == CRT.AWS_CRT_SUCCESS
            ? null
            : NoResponseException.connectionBroken(CRT.awsErrorName(errorCode)));
  }

  void abort(String reason) {
    synchronized (this) {
      if (isOver) {
        return;
      }
      // First, so that the end of the stream is not taken for a failure of the connection.
      isOver = true;
      if (stream != null) {
        stream.cancel();
      }
    }
    tell(NoResponseException.aborted(reason));
  }

  private synchronized @Nullable NoResponseException send(HttpClientConnection acquired) {
    connection = acquired;
    if (isOver) {
      release();
      return null;
    }
    try {
      stream = acquired.makeRequest(request, this);
      stream.activate();
      return null;
    } catch (RuntimeException | OutOfMemoryError e) {
      release();
      return NoResponseException.notConnected(nameOf(e));
    }
  }

  // The connection goes back to its pool, which closes it if it is not usable any more.
  private synchronized void release() {
    if (stream != null) {
      stream.close();
      stream = null;
    }
    if (connection != null) {
      connection.close();
      connection = null;
    }
  }

  private void end(@Nullable NoResponseException failure) {
    synchronized (this) {
      if (isOver) {
        return;
      }
      isOver = true;
    }
    tell(failure);
  }

  // A handler that fails must not break the connection, which may serve another call already.
  private void tell(@Nullable NoResponseException failure) {
    try {
      handler.onEnd(failure);
    } catch (RuntimeException | OutOfMemoryError _) {
      // It has no caller whom it could tell.
    }
  }

  private synchronized boolean isOver() {
    return isOver;
  }

  private static String nameOf(@Nullable Throwable thrown) {
    Throwable failure =
        thrown instanceof CompletionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    return switch (failure) {
      case HttpException http -> CRT.awsErrorName(http.getErrorCode());
      case CrtRuntimeException crt -> CRT.awsErrorName(crt.errorCode);
      case null -> "NoConnection";
      default -> failure.getClass().getSimpleName();
    };
  }
}
