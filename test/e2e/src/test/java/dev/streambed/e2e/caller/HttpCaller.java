package dev.streambed.e2e.caller;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/// An HTTP client of the product. Thread-safe.
///
/// @param addresses the URL of each front door
/// @param apiKey the API key that it sends
public record HttpCaller(Function<FrontDoor, URI> addresses, String apiKey) {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /// Sends a question and waits for the whole answer.
  public HttpResponse<String> ask(FrontDoor frontDoor, TestRequest testRequest, String... headers)
      throws IOException, InterruptedException {
    return send(request(addresses.apply(frontDoor), testRequest.body(), headers));
  }

  /// Sends a body, and waits for the whole answer.
  public HttpResponse<String> post(URI uri, String body, String... headers)
      throws IOException, InterruptedException {
    return send(request(uri, body, headers));
  }

  /// Stops a running answer.
  ///
  /// @param frontDoor the front door to use
  public HttpResponse<String> stop(FrontDoor frontDoor, String requestId)
      throws IOException, InterruptedException {
    URI base = addresses.apply(frontDoor.isRest() ? FrontDoor.REST_ARRAY : FrontDoor.FUNCTION_URL);
    return send(
        HttpRequest.newBuilder(base.resolve("requests/" + requestId))
            .header("authorization", "Bearer " + apiKey)
            .DELETE()
            .build());
  }

  /// Sends any request, and waits for the whole answer.
  public static HttpResponse<String> send(HttpRequest request)
      throws IOException, InterruptedException {
    return HTTP.send(request, BodyHandlers.ofString());
  }

  /// Sends a question and returns immediately: the answer can be read while it is written.
  public CompletableFuture<SseResponse> open(
      FrontDoor frontDoor, TestRequest testRequest, String... headers) {
    return HTTP.sendAsync(
            request(addresses.apply(frontDoor), testRequest.body(), headers),
            BodyHandlers.ofInputStream())
        .thenApply(HttpCaller::stream);
  }

  private HttpRequest request(URI uri, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .header("authorization", "Bearer " + apiKey)
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return request.build();
  }

  private static SseResponse stream(HttpResponse<InputStream> response) {
    return new SseResponse(response.statusCode(), response.headers(), response.body());
  }
}
