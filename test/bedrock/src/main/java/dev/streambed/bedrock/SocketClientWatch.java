package dev.streambed.bedrock;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.io.SocketChannelEndPoint;

/// Looks at an HTTP/1.1 caller's socket. Jetty reads nothing from it while an answer is sent, and a
/// write fails only when it comes to one; so the socket itself is asked. On one thread.
final class SocketClientWatch implements ClientWatch {

  private final SocketChannelEndPoint endPoint;
  private final ByteBuffer early = ByteBuffer.allocate(1);

  SocketClientWatch(SocketChannelEndPoint endPoint) {
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
  /// nobody sends who waits for an answer first. Whoever pipelines must be ready to send again.
  @Override
  public void finish() {
    if (!early.hasRemaining()) {
      endPoint.close();
    }
  }
}
