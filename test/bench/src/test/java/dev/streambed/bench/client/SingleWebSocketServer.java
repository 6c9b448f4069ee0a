package dev.streambed.bench.client;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// A server that accepts one WebSocket connection and answers each message with some bytes.
final class SingleWebSocketServer implements AutoCloseable {

  private static final String SWITCHED =
      """
      HTTP/1.1 101 Switching Protocols\r
      Connection: Upgrade\r
      Upgrade: websocket\r
      Sec-WebSocket-Protocol: streambed.v1\r
      \r
      """;

  private final ServerSocket server;
  private final String head;
  private final List<byte[]> replies;
  private final List<String> received = Collections.synchronizedList(new ArrayList<>());

  private SingleWebSocketServer(String head, List<byte[]> replies) throws IOException {
    this.server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    this.head = head;
    this.replies = replies;
    Thread.ofVirtual().start(this::serve);
  }

  /// @param replies to the first message, to the second, and so on
  static SingleWebSocketServer of(byte[]... replies) throws IOException {
    return new SingleWebSocketServer(SWITCHED, List.of(replies));
  }

  static SingleWebSocketServer refusing(String head) throws IOException {
    return new SingleWebSocketServer(head, List.of());
  }

  /// Whole messages, each in one frame.
  static byte[] frames(String... messages) {
    var frames = new java.io.ByteArrayOutputStream();
    for (String message : messages) {
      byte[] text = message.getBytes(StandardCharsets.UTF_8);
      frames.write(WebSocketFrame.WHOLE_TEXT);
      if (text.length < 126) {
        frames.write(text.length);
      } else if (text.length <= 0xffff) {
        frames.writeBytes(new byte[] {126, (byte) (text.length >> 8), (byte) text.length});
      } else {
        frames.writeBytes(
            new byte[] {
              127,
              0,
              0,
              0,
              0,
              0,
              (byte) (text.length >> 16),
              (byte) (text.length >> 8),
              (byte) text.length
            });
      }
      frames.writeBytes(text);
    }
    return frames.toByteArray();
  }

  URI uri() {
    return URI.create("ws://127.0.0.1:" + server.getLocalPort() + "/prod");
  }

  /// The handshake's head, then each message.
  List<String> received() {
    return List.copyOf(received);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private void serve() {
    try (Socket socket = server.accept()) {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      received.add(readHead(in));
      out.write(head.getBytes(StandardCharsets.ISO_8859_1));
      for (byte[] reply : replies) {
        received.add(readMessage(in));
        out.write(reply);
      }
      // Waits until the client closes the connection.
      in.read();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static String readHead(DataInputStream in) throws IOException {
    StringBuilder read = new StringBuilder();
    while (read.indexOf("\r\n\r\n") < 0) {
      read.append((char) in.readUnsignedByte());
    }
    return read.toString();
  }

  private static String readMessage(DataInputStream in) throws IOException {
    if (in.readUnsignedByte() != WebSocketFrame.WHOLE_TEXT) {
      throw new IOException("not a message in one frame");
    }
    int size = in.readUnsignedByte() - 0x80;
    byte[] text = new byte[size < 126 ? size : in.readUnsignedShort()];
    byte[] mask = in.readNBytes(4);
    in.readFully(text);
    for (int index = 0; index < text.length; index++) {
      text[index] ^= mask[index % 4];
    }
    return new String(text, StandardCharsets.UTF_8);
  }
}
