package dev.streambed.ownruntime.training;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.local.LocalStack;
import dev.streambed.local.domain.Json;
import dev.streambed.local.http.BufferedResponse;
import dev.streambed.local.lambda.EnvironmentTimeline;
import dev.streambed.local.lambda.InvocationRequest;
import dev.streambed.local.lambda.InvocationResult;
import dev.streambed.local.lambda.Lambda;
import dev.streambed.ownruntime.PackagingException;
import dev.streambed.runtimeapi.ResponseMode;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// The unpublished version of the function, which front doors do not call. It accepts stops while
/// the process that is trained writes the answer.
///
/// It must start before that process: a JVM that is to make a cache takes the file away that
/// another one has opened for it.
///
/// @param lambda starts it
/// @param function the function's ARN
/// @param key the API key of the customer whose answers are stopped
record OtherProcess(Lambda lambda, String function, String key) implements AutoCloseable {

  private static final String UNPUBLISHED = "$LATEST";

  /// Starts it.
  static OtherProcess start(LocalStack stack) throws InterruptedException {
    String function =
        stack.deployment().resources("AWS::Lambda::Function").stream()
            .map(it -> it.attribute("Arn"))
            .findFirst()
            .orElseThrow();
    OtherProcess process =
        new OtherProcess(stack.lambda(), function, stack.apiKey().orElseThrow().text());
    process.call("GET", "/health", "ok");
    return process;
  }

  /// Whether a process is this one.
  static boolean is(EnvironmentTimeline process) {
    return process.version().equals(UNPUBLISHED);
  }

  /// Stops an answer.
  void stop(String requestId) throws InterruptedException {
    call("DELETE", "/requests/" + requestId, "stopping");
  }

  private void call(String method, String path, String expected) throws InterruptedException {
    BufferedResponse response = new BufferedResponse();
    InvocationResult result =
        lambda.invoke(
            new InvocationRequest(
                function,
                UUID.randomUUID().toString(),
                Json.bytes(event(method, path)),
                ResponseMode.BUFFERED,
                ""),
            response);
    String body = new String(response.body(), StandardCharsets.UTF_8);
    if (!body.contains(expected)) {
      throw new PackagingException(
          "%s %s failed in the training: %s %s".formatted(method, path, result, body));
    }
  }

  private ObjectNode event(String method, String path) {
    ObjectNode event = Json.object().put("version", "2.0").put("rawPath", path);
    event.putObject("headers").put("x-api-key", key);
    event
        .putObject("requestContext")
        .put("domainName", "a.lambda-url.b")
        .putObject("http")
        .put("method", method)
        .put("path", path);
    return event;
  }

  /// Kills it, so that it makes no cache.
  @Override
  public void close() {
    lambda.timelines().stream()
        .filter(OtherProcess::is)
        .forEach(process -> lambda.kill(process.pid()));
  }
}
