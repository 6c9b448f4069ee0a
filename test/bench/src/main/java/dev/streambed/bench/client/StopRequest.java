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
/// @param requests the path below which running answers are, ending in a slash
/// @param apiKey the API key of their customer
/// @param http the HTTP client, which keeps its connection alive
record StopRequest(URI requests, String apiKey, HttpClient http) implements AutoCloseable {

  private static final int ACCEPTED = 202;
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  StopRequest(URI requests, String apiKey) {
    this(requests, apiKey, HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
  }

  /// Stops one answer; returns when the gateway has confirmed it.
  void send(String requestId) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(requests.resolve(requestId))
            .header("Authorization", "Bearer " + apiKey)
            .timeout(TIMEOUT)
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
    // Do not wait any longer for a stop without a response.
    http.shutdownNow();
    http.close();
  }
}
