package dev.streambed.bench.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// Stops running answers over HTTP.
///
/// @param requests the path under which they are, ending in a slash
/// @param token whose answers they are
/// @param http keeps its connection
record StopRequest(URI requests, String token, HttpClient http) implements AutoCloseable {

  private static final int ACCEPTED = 202;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  StopRequest(URI requests, String token) {
    this(requests, token, HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
  }

  /// Stops one; returns when the gateway has taken note of it.
  void send(String requestId) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(requests.resolve(requestId))
            .header("Authorization", "Bearer " + token)
            .timeout(PATIENCE)
            .DELETE()
            .build();
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    if (response.statusCode() != ACCEPTED) {
      throw new IOException(
          "status %d to the stop: %s".formatted(response.statusCode(), response.body()));
    }
  }

  @Override
  public void close() {
    // A stop that was not answered may be waited for no longer.
    http.shutdownNow();
    http.close();
  }
}
