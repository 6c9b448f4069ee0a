package dev.streambed.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/// A caller over HTTP/1.1.
public final class TestHttpClient implements AutoCloseable {

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /// Sends a request, and reads the complete response.
  ///
  /// @param headers alternating names and values
  public HttpResponse<String> send(String method, URI uri, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  public HttpResponse<String> get(URI uri, String... headers)
      throws IOException, InterruptedException {
    return send("GET", uri, "", headers);
  }

  /// Asks the sample function to do something.
  public HttpResponse<String> sample(URI uri, String what)
      throws IOException, InterruptedException {
    return get(uri, "x-sample", what);
  }

  @Override
  public void close() {
    http.close();
  }
}
