package dev.streambed.local.tables;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.content.ByteBufferContentSource;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Stands before DynamoDB Local and lets in what IAM allows.
final class Door extends Handler.Wrapper {

  private static final String TARGET = "X-Amz-Target";

  private final Gatekeeper gatekeeper;
  private final Traffic traffic;
  private volatile Interruption interruption = Interruption.NONE;

  Door(Gatekeeper gatekeeper, Traffic traffic, Handler database) {
    super(database);
    this.gatekeeper = gatekeeper;
    this.traffic = traffic;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    ByteBuffer buffer = Content.Source.asByteBuffer(request);
    byte[] body = new byte[buffer.remaining()];
    buffer.get(body);
    Optional<Refusal> refusal = gatekeeper.refuse(request.getHeaders(), body);
    if (refusal.isEmpty()) {
      traffic.add(operation(request), body);
      interruption.before(operation(request));
      return super.handle(new Reread(request, body), response, callback);
    }
    answer(refusal.get(), response, callback);
    return true;
  }

  Traffic traffic() {
    return traffic;
  }

  void interrupt(Interruption changed) {
    interruption = changed;
  }

  // What is let in has one: the gatekeeper has seen to that.
  private static String operation(Request request) {
    String target = request.getHeaders().get(TARGET);
    return target.substring(target.indexOf('.') + 1);
  }

  private static void answer(Refusal refusal, Response response, Callback callback) {
    response.setStatus(Refusal.STATUS);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/x-amz-json-1.0");
    response.getHeaders().put("x-amzn-RequestId", UUID.randomUUID().toString());
    response.write(true, ByteBuffer.wrap(refusal.body()), callback);
  }

  /// A request whose body has been read and can be read again.
  private static final class Reread extends Request.Wrapper {
    private final Content.Source body;

    private Reread(Request request, byte[] body) {
      super(request);
      this.body = new ByteBufferContentSource(ByteBuffer.wrap(body));
    }

    @Override
    public Content.Chunk read() {
      return body.read();
    }

    @Override
    public void demand(Runnable demandCallback) {
      body.demand(demandCallback);
    }

    @Override
    public void fail(Throwable failure) {
      body.fail(failure);
    }

    @Override
    public long getLength() {
      return body.getLength();
    }
  }
}
