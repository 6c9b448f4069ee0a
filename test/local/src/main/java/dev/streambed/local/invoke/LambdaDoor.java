package dev.streambed.local.invoke;

import dev.streambed.local.gate.Entry;
import dev.streambed.local.gate.Gate;
import dev.streambed.local.gate.ServiceError;
import dev.streambed.local.http.RequestBody;
import dev.streambed.local.lambda.Lambda;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// The endpoint of Lambda's API. Thread-safe.
public final class LambdaDoor extends Handler.Abstract {

  private static final String ACTION = "lambda:InvokeFunction";

  private final Gate gate;
  private final AsyncQueue queue;
  private final Invocations invocations;

  /// The door to every function of a deployment.
  ///
  /// @param pace how soon failed events are tried again
  /// @throws dev.streambed.local.vocabulary.LocalStackException when a destination cannot be
  ///   written to
  public LambdaDoor(Functions functions, RetryPace pace, Clock clock) {
    Map<String, AsyncSettings> settings = AsyncSettings.of(functions.deployment());
    new Destinations(functions).check(settings);
    this.gate = new Gate("lambda", functions.deployment().arns(), functions.iam(), clock);
    this.queue = new AsyncQueue(functions, settings, pace, clock);
    this.invocations = new Invocations(functions.lambda(), queue);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    // The signature covers a body that is then found too large.
    switch (RequestBody.read(request, (int) Lambda.EVENT_LIMIT)) {
      case RequestBody.TooLarge _ ->
          LambdaErrors.tooLarge(Lambda.EVENT_LIMIT).send(response, callback);
      case RequestBody.Whole(byte[] body) -> answer(request, body, response, callback);
    }
    return true;
  }

  /// Accepts an event from another service of this machine, as `Invoke` of the type `Event` would.
  /// That the function permits it is for the service to ask.
  ///
  /// @param functionArn with the alias or the version, if it is called by one
  /// @return the invocation's id
  public String accept(String functionArn, byte[] event) {
    return queue.events().send(functionArn, event);
  }

  /// The asynchronous invocations that wait.
  public AsyncEvents asyncEvents() {
    return queue.events();
  }

  @Override
  protected void doStop() throws Exception {
    queue.close();
    super.doStop();
  }

  private void answer(Request request, byte[] body, Response response, Callback callback)
      throws InterruptedException {
    switch (gate.check(request, body)) {
      case Entry.Refused(ServiceError error) -> error.send(response, callback);
      case Entry.Known(String accessKeyId) ->
          answer(accessKeyId, request, body).send(response, callback);
    }
  }

  private InvokeAnswer answer(String accessKeyId, Request request, byte[] body)
      throws InterruptedException {
    Optional<InvokeRequest> wanted = InvokeRequest.of(request, gate.arns());
    if (wanted.isEmpty()) {
      return new InvokeAnswer.Refused(LambdaErrors.unknownOperation());
    }
    Optional<ServiceError> refusal =
        gate.refuse(accessKeyId, ACTION, wanted.get().function().arn());
    return refusal.isPresent()
        ? new InvokeAnswer.Refused(refusal.get())
        : invocations.invoke(wanted.get(), body, request);
  }
}
