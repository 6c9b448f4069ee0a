package dev.streambed.bedrock;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.Request;

/// Notices that a caller has left while nothing is being written to it. For one answer.
interface ClientWatch {

  /// Whether the caller has gone.
  boolean isGone();

  /// To be called when all of the answer is sent.
  void finish();

  static ClientWatch of(Request request) {
    EndPoint endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
    boolean isHttp2 = request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_2;
    if (!isHttp2 && endPoint instanceof SocketChannelEndPoint socket) {
      return new SocketWatch(socket);
    }
    return new StreamClientWatch(request);
  }

  /// Listens to protocol events: in HTTP/2 a caller that leaves resets its stream.
  final class StreamClientWatch implements ClientWatch {

    private final AtomicBoolean isGone = new AtomicBoolean();

    private StreamClientWatch(Request request) {
      request.addFailureListener(_ -> isGone.set(true));
    }

    @Override
    public boolean isGone() {
      return isGone.get();
    }

    @Override
    public void finish() {}
  }

  /// Looks at an HTTP/1.1 caller's socket. Jetty reads nothing from it while an answer is sent, and
  /// a write fails only when it comes to one; so the socket itself is asked. On one thread.
  final class SocketWatch implements ClientWatch {

    private final SocketChannelEndPoint endPoint;
    private final ByteBuffer early = ByteBuffer.allocate(1);

    SocketWatch(SocketChannelEndPoint endPoint) {
      this.endPoint = endPoint;
    }

    @Override
    public boolean isGone() {
      try {
        return early.hasRemaining() && endPoint.getChannel().read(early) < 0;
      } catch (IOException _) {
        return true;
      }
    }

    /// Closes the connection if looking at it has taken a byte of the caller's next request, which
    /// clients that wait for their answer send none. Clients that pipeline must be ready to send
    /// again.
    @Override
    public void finish() {
      if (!early.hasRemaining()) {
        endPoint.close();
      }
    }
  }
}
