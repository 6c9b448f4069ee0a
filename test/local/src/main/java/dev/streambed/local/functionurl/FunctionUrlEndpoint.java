package dev.streambed.local.functionurl;

import dev.streambed.local.http.BufferedResponse;
import dev.streambed.local.http.IncomingRequest;
import dev.streambed.local.http.MalformedResponseException;
import dev.streambed.local.http.PreludeReader;
import dev.streambed.local.http.RequestBody;
import dev.streambed.local.http.StreamEnding;
import dev.streambed.local.http.StreamedResponse;
import dev.streambed.local.iam.FunctionPolicy;
import dev.streambed.local.lambda.InvocationRequest;
import dev.streambed.local.lambda.InvocationResult;
import dev.streambed.local.lambda.Lambda;
import dev.streambed.local.template.Resource;
import dev.streambed.runtimeapi.InvocationOutcome;
import dev.streambed.runtimeapi.ResponseMode;
import java.io.IOException;
import java.util.Set;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// One Function URL. Thread-safe.
public final class FunctionUrlEndpoint extends Handler.Abstract {

  private static final PreludeReader.Rule PRELUDE =
      new PreludeReader.Rule(false, Set.of("statusCode", "headers", "cookies"));

  private final UrlDeclaration url;
  private final UrlCors cors;
  private final FunctionUrlEventFactory events;
  private final boolean permitted;
  private final Lambda lambda;

  /// Serves an `AWS::Lambda::Url`.
  public FunctionUrlEndpoint(
      Resource url, CloudFrontHeaders cloudFront, FunctionPolicy policy, Lambda lambda) {
    this.url = new UrlDeclaration(url);
    this.cors = this.url.cors();
    this.events =
        new FunctionUrlEventFactory(this.url.domainName(), cloudFront.of(this.url.domainName()));
    this.permitted = policy.allowsUrl(this.url.functionArn(), "NONE");
    this.lambda = lambda;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    IncomingRequest incomingRequest = IncomingRequest.of(request);
    UrlResponse urlResponse = new UrlResponse(incomingRequest, cors, response, callback);
    if (cors.isConfigured() && incomingRequest.method().equals("OPTIONS")) {
      urlResponse.preflight();
    } else if (!permitted) {
      urlResponse.refuse(UrlResponse.LambdaError.FORBIDDEN);
    } else {
      read(request, urlResponse);
    }
    return true;
  }

  private void read(Request request, UrlResponse urlResponse)
      throws IOException, InterruptedException {
    switch (RequestBody.read(request, (int) Lambda.EVENT_LIMIT)) {
      case RequestBody.TooLarge _ ->
          urlResponse.refuse(UrlResponse.LambdaError.tooLarge(Lambda.EVENT_LIMIT));
      case RequestBody.Whole(byte[] body) -> invoke(body, urlResponse);
    }
  }

  private void invoke(byte[] body, UrlResponse urlResponse) throws InterruptedException {
    IncomingRequest incomingRequest = urlResponse.incomingRequest();
    byte[] event = events.of(incomingRequest, body);
    if (url.isStreamed()) {
      stream(call(incomingRequest, event, ResponseMode.STREAMED), urlResponse);
    } else {
      buffer(call(incomingRequest, event, ResponseMode.BUFFERED), urlResponse);
    }
  }

  private InvocationRequest call(IncomingRequest incomingRequest, byte[] event, ResponseMode mode) {
    return new InvocationRequest(
        url.functionArn(),
        incomingRequest.requestId(),
        event,
        mode,
        incomingRequest.traceId().forFunction());
  }

  private void stream(InvocationRequest invocationRequest, UrlResponse urlResponse)
      throws InterruptedException {
    StreamedResponse sink =
        new StreamedResponse(urlResponse.response(), PRELUDE, urlResponse::decorated);
    switch (lambda.invoke(invocationRequest, sink)) {
      case InvocationResult.Ended(InvocationOutcome invocationOutcome) ->
          end(sink.ending(invocationOutcome), urlResponse);
      case InvocationResult.Throttled(String reason) ->
          urlResponse.refuse(UrlResponse.LambdaError.throttled(reason));
      case InvocationResult.EventTooLarge(long limit) ->
          urlResponse.refuse(UrlResponse.LambdaError.tooLarge(limit));
      case InvocationResult.Unknown _ -> urlResponse.refuse(UrlResponse.LambdaError.NOT_FOUND);
    }
  }

  private static void end(StreamEnding streamEnding, UrlResponse urlResponse) {
    switch (streamEnding) {
      case StreamEnding.Whole _ -> urlResponse.end();
      case StreamEnding.Broken _ -> urlResponse.cut();
      case StreamEnding.NotBegun _ -> urlResponse.refuse(UrlResponse.LambdaError.BAD_GATEWAY);
    }
  }

  private void buffer(InvocationRequest invocationRequest, UrlResponse urlResponse)
      throws InterruptedException {
    BufferedResponse sink = new BufferedResponse();
    switch (lambda.invoke(invocationRequest, sink)) {
      case InvocationResult.Ended(InvocationOutcome.Complete _) -> answer(sink.body(), urlResponse);
      case InvocationResult.Ended _ -> urlResponse.refuse(UrlResponse.LambdaError.BAD_GATEWAY);
      case InvocationResult.Throttled(String reason) ->
          urlResponse.refuse(UrlResponse.LambdaError.throttled(reason));
      case InvocationResult.EventTooLarge(long limit) ->
          urlResponse.refuse(UrlResponse.LambdaError.tooLarge(limit));
      case InvocationResult.Unknown _ -> urlResponse.refuse(UrlResponse.LambdaError.NOT_FOUND);
    }
  }

  private static void answer(byte[] body, UrlResponse urlResponse) {
    try {
      BufferedResult answer = BufferedResult.read(body);
      urlResponse.send(answer.head(), answer.body());
    } catch (MalformedResponseException _) {
      urlResponse.refuse(UrlResponse.LambdaError.BAD_GATEWAY);
    }
  }
}
