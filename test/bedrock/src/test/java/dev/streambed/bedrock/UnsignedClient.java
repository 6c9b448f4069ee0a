package dev.streambed.bedrock;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// Calls an endpoint that does not check signatures, and shows the raw response.
record UnsignedClient(HttpClient client, URI endpoint) {

  static final String NOVA = "amazon.nova-lite-v1:0";

  private static final DateTimeFormatter AMZ_DATE =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  static UnsignedClient to(BedrockEndpoint endpoint) {
    return new UnsignedClient(HttpClient.newHttpClient(), endpoint.uri());
  }

  /// The body of a question to Nova.
  static String nova(String prompt) {
    String text = prompt.replace("\\", "\\\\").replace("\"", "\\\"");
    return "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"" + text + "\"}]}]}";
  }

  static byte[] novaBytes(String prompt) {
    return nova(prompt).getBytes(StandardCharsets.UTF_8);
  }

  /// The header that makes a request look signed by `AKIDEXAMPLE`.
  static String authorization(Instant now) {
    return "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/"
        + AMZ_DATE.format(now).substring(0, 8)
        + "/us-east-1/bedrock/aws4_request, SignedHeaders=host;x-amz-date, Signature="
        + "0".repeat(64);
  }

  static String amzDate(Instant now) {
    return AMZ_DATE.format(now);
  }

  HttpResponse<InputStream> open(String path, String body)
      throws IOException, InterruptedException {
    return client.send(request(path, body), HttpResponse.BodyHandlers.ofInputStream());
  }

  HttpResponse<byte[]> whole(String path, String body) throws IOException, InterruptedException {
    return client.send(request(path, body), HttpResponse.BodyHandlers.ofByteArray());
  }

  HttpResponse<InputStream> novaStream(String prompt) throws IOException, InterruptedException {
    return open("/model/" + NOVA + "/invoke-with-response-stream", nova(prompt));
  }

  HttpResponse<byte[]> novaWhole(String prompt) throws IOException, InterruptedException {
    return whole("/model/" + NOVA + "/invoke", nova(prompt));
  }

  private HttpRequest request(String path, String body) {
    Instant now = Instant.now();
    return HttpRequest.newBuilder(URI.create(endpoint + path))
        .header("authorization", authorization(now))
        .header("x-amz-date", amzDate(now))
        .header("content-type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8))
        .build();
  }
}
