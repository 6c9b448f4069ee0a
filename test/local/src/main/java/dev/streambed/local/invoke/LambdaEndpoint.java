package dev.streambed.local.invoke;

import dev.streambed.local.http.RequestBody;
import dev.streambed.local.http.ServiceError;
import dev.streambed.local.iam.RequestAuthorizer;
import dev.streambed.local.lambda.Lambda;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// The endpoint of Lambda's API. Thread-safe.
public final class LambdaEndpoint extends Handler.Abstract {

  private static final String ACTION = "lambda:InvokeFunction";

  private final RequestAuthorizer requestAuthorizer;
  private final AsyncQueue queue;
  private final InvokeHandler invokeHandler;

  /// Serves every function of a deployment.
  ///
  /// @param pace the delays before failed events are retried
  /// @throws dev.streambed.local.domain.LocalStackException when a destination cannot be written to
  public LambdaEndpoint(LambdaApiContext lambdaApiContext, RetryDelays pace, Clock clock) {
    Map<String, EventInvokeConfig> settings = EventInvokeConfig.of(lambdaApiContext.deployment());
    new FailureDestinations(lambdaApiContext).check(settings);
    this.requestAuthorizer =
        new RequestAuthorizer(
            "lambda", lambdaApiContext.deployment().arns(), lambdaApiContext.iam(), clock);
    this.queue = new AsyncQueue(lambdaApiContext, settings, pace, clock);
    this.invokeHandler = new InvokeHandler(lambdaApiContext.lambda(), queue);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    // The signature covers the body, so it must be read even if it turns out too large.
    switch (RequestBody.read(request, (int) Lambda.EVENT_LIMIT)) {
      case RequestBody.TooLarge _ ->
          LambdaApiErrors.tooLarge(Lambda.EVENT_LIMIT).send(response, callback);
      case RequestBody.Whole(byte[] body) -> answer(request, body, response, callback);
    }
    return true;
  }

  /// Accepts an event from another local service, like `Invoke` with the type `Event`. That service
  /// checks the function's permission itself.
  ///
  /// @param functionArn the ARN, with the alias or version if one is called
  /// @return the id of the invocation
  public String accept(String functionArn, byte[] event) {
    return queue.events().send(functionArn, event);
  }

  /// The waiting asynchronous invocations.
  public PendingAsyncEvents asyncEvents() {
    return queue.events();
  }

  @Override
  protected void doStop() throws Exception {
    queue.close();
    super.doStop();
  }

  private void answer(Request request, byte[] body, Response response, Callback callback)
      throws InterruptedException {
    switch (requestAuthorizer.check(request, body)) {
      case RequestAuthorizer.Result.Refused(ServiceError error) -> error.send(response, callback);
      case RequestAuthorizer.Result.Known(String accessKeyId) ->
          answer(accessKeyId, request, body).send(response, callback);
    }
  }

  private InvokeResponse answer(String accessKeyId, Request request, byte[] body)
      throws InterruptedException {
    Optional<InvokeRequest> invokeRequest = InvokeRequest.of(request, requestAuthorizer.arns());
    if (invokeRequest.isEmpty()) {
      return new InvokeResponse.Refused(LambdaApiErrors.unknownOperation());
    }
    Optional<ServiceError> refusal =
        requestAuthorizer.refuse(accessKeyId, ACTION, invokeRequest.get().functionArn());
    return refusal.isPresent()
        ? new InvokeResponse.Refused(refusal.get())
        : invokeHandler.invoke(invokeRequest.get(), body, request);
  }
}
