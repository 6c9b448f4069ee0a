package dev.streambed.bedrock;

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
      return new SocketClientWatch(socket);
    }
    return new StreamClientWatch(request);
  }

  /// Listens to what the protocol tells: in HTTP/2 a caller that leaves says so.
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
}
