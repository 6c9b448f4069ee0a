package dev.streambed.local;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/// Where this machine's services listen, for the functions' SDK. A function that is started before
/// all of them listen waits. Thread-safe.
final class ServiceEndpoints implements AutoCloseable {

  private static final String PREFIX = "AWS_ENDPOINT_URL_";

  private final Map<String, String> variables = new TreeMap<>();
  private final CompletableFuture<Map<String, String>> complete = new CompletableFuture<>();

  /// Adds a service.
  ///
  /// @param service as the SDK's variable ends, for example `DYNAMODB`
  synchronized void put(String service, URI uri) {
    variables.put(PREFIX + service, uri.toString());
  }

  /// Marks the end of the answer.
  synchronized void complete() {
    complete.complete(Map.copyOf(variables));
  }

  /// The SDK's own variables.
  Map<String, String> variables() {
    return complete.join();
  }

  /// Releases the waiting when services will not start.
  @Override
  public void close() {
    complete.completeExceptionally(new IllegalStateException("the stack has been closed"));
  }
}
