package dev.streambed.bedrock;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.Request;

/// Notices that a caller has left while nothing is being written to it. Jetty reads nothing while
/// an answer is sent, and a write fails only when it comes to one; so the socket itself is asked.
/// For one answer, on one thread.
final class ClientWatch {

  private final EndPoint endPoint;
  private final Optional<SocketChannel> channel;
  private final ByteBuffer early = ByteBuffer.allocate(1);

  private ClientWatch(EndPoint endPoint, Optional<SocketChannel> channel) {
    this.endPoint = endPoint;
    this.channel = channel;
  }

  static ClientWatch of(Request request) {
    EndPoint endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
    Optional<SocketChannel> channel =
        endPoint instanceof SocketChannelEndPoint socket
            ? Optional.of(socket.getChannel())
            : Optional.empty();
    return new ClientWatch(endPoint, channel);
  }

  /// Whether the caller has closed its side.
  boolean isGone() {
    if (channel.isEmpty() || !early.hasRemaining()) {
      return false;
    }
    try {
      return channel.get().read(early) < 0;
    } catch (IOException _) {
      return true;
    }
  }

  /// Closes the connection if looking at it has taken a byte of the caller's next request, which
  /// nobody does who waits for an answer first. Whoever pipelines must be ready to send again.
  void finish() {
    if (!early.hasRemaining()) {
      endPoint.close();
    }
  }
}
