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

/// A proxy in front of DynamoDB Local that checks every request with IAM.
final class DynamoDbProxy extends Handler.Wrapper {

  private static final String TARGET = "X-Amz-Target";

  private final TableAuthorizer tableAuthorizer;
  private final RequestCounts requestCounts;
  private volatile RequestHook requestHook = RequestHook.NONE;

  DynamoDbProxy(TableAuthorizer tableAuthorizer, RequestCounts requestCounts, Handler database) {
    super(database);
    this.tableAuthorizer = tableAuthorizer;
    this.requestCounts = requestCounts;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    ByteBuffer buffer = Content.Source.asByteBuffer(request);
    byte[] body = new byte[buffer.remaining()];
    buffer.get(body);
    Optional<DynamoDbError> refusal = tableAuthorizer.refuse(request.getHeaders(), body);
    if (refusal.isEmpty()) {
      requestCounts.add(operation(request), body);
      requestHook.before(operation(request));
      return super.handle(new BufferedRequest(request, body), response, callback);
    }
    answer(refusal.get(), response, callback);
    return true;
  }

  RequestCounts traffic() {
    return requestCounts;
  }

  void setHook(RequestHook changed) {
    requestHook = changed;
  }

  // The authorizer has checked that there is one.
  private static String operation(Request request) {
    String target = request.getHeaders().get(TARGET);
    return target.substring(target.indexOf('.') + 1);
  }

  private static void answer(DynamoDbError dynamoDbError, Response response, Callback callback) {
    response.setStatus(DynamoDbError.STATUS);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/x-amz-json-1.0");
    response.getHeaders().put("x-amzn-RequestId", UUID.randomUUID().toString());
    response.write(true, ByteBuffer.wrap(dynamoDbError.body()), callback);
  }

  /// A request whose body has been read and can be read again.
  private static final class BufferedRequest extends Request.Wrapper {
    private final Content.Source body;

    private BufferedRequest(Request request, byte[] body) {
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
