package dev.streambed.local;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/// The endpoints of local services, for the functions' SDK. A function that is started before all
/// endpoints are known waits. Thread-safe.
final class ServiceEndpoints implements AutoCloseable {

  private static final String PREFIX = "AWS_ENDPOINT_URL_";

  private final Map<String, String> variables = new TreeMap<>();
  private final CompletableFuture<Map<String, String>> complete = new CompletableFuture<>();

  /// Adds an endpoint.
  ///
  /// @param service the end of the SDK's variable, for example `DYNAMODB`
  synchronized void put(String service, URI uri) {
    variables.put(PREFIX + service, uri.toString());
  }

  /// Marks the endpoints as complete, which releases waiting functions.
  synchronized void complete() {
    complete.complete(Map.copyOf(variables));
  }

  /// The SDK's variables.
  Map<String, String> variables() {
    return complete.join();
  }

  /// Releases waiting functions when services will not start.
  @Override
  public void close() {
    complete.completeExceptionally(new IllegalStateException("the stack has been closed"));
  }
}
