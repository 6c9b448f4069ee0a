package dev.streambed.bench.client;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Function;

/// A model client over HTTP.
///
/// @param httpConnection the keep-alive connection
/// @param streamFormat the format of its answers
/// @param requests writes a request
record HttpModelClient(
    HttpConnection httpConnection, StreamFormat streamFormat, Function<AnswerSpec, byte[]> requests)
    implements ModelClient {

  private static final DateTimeFormatter AMZ_DATE =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int DAY = 8;

  static HttpModelClient gateway(URI url, String apiKey, String model, TimedBytes timedBytes)
      throws IOException {
    RequestBodies requestBodies = new RequestBodies(model);
    String headers = "Authorization: Bearer " + apiKey + "\r\n";
    return new HttpModelClient(
        HttpConnection.to(url, timedBytes),
        StreamFormat.SERVER_SENT_EVENTS,
        answerSpec -> post(url, headers, requestBodies.seed(answerSpec).toString()));
  }

  static HttpModelClient dialect(Dialect dialect, URI base, String apiKey, String model)
      throws IOException {
    URI url = dialect.url(base, model);
    String headers = "Authorization: Bearer " + apiKey + "\r\n";
    return new HttpModelClient(
        HttpConnection.to(url, TimedBytes.large()),
        dialect.format(),
        answerSpec -> post(url, headers, dialect.body(model, answerSpec).toString()));
  }

  static HttpModelClient bedrock(URI endpoint, String model, Clock clock) throws IOException {
    RequestBodies requestBodies = new RequestBodies(model);
    String id = URLEncoder.encode(model, StandardCharsets.UTF_8);
    URI url = endpoint.resolve("/model/" + id + "/invoke-with-response-stream");
    return new HttpModelClient(
        HttpConnection.to(url, TimedBytes.large()),
        StreamFormat.EVENT_STREAM,
        answerSpec ->
            post(url, signature(clock.instant()), requestBodies.body(answerSpec).toString()));
  }

  byte[] request(AnswerSpec answerSpec) {
    return requests.apply(answerSpec);
  }

  @Override
  public Answer ask(AnswerSpec answerSpec) throws IOException {
    httpConnection.sendAndReadHead(request(answerSpec));
    Answer answer = httpConnection.answer(httpConnection.readBody(), streamFormat);
    answer.requireWhole(answerSpec.chunks());
    return answer;
  }

  @Override
  public void close() throws IOException {
    httpConnection.close();
  }

  private static byte[] post(URI url, String headers, String body) {
    String head =
        """
        POST %s HTTP/1.1\r
        Host: %s\r
        Content-Type: application/json\r
        Content-Length: %d\r
        """
            .formatted(url.getRawPath(), url.getAuthority(), body.length());
    return (head + headers + "\r\n" + body).getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String signature(Instant now) {
    String date = AMZ_DATE.format(now);
    return """
    X-Amz-Date: %s\r
    Authorization: AWS4-HMAC-SHA256 Credential=BENCH/%s/us-east-1/bedrock/aws4_request,\
     SignedHeaders=host;x-amz-date, Signature=%s\r
    """
        .formatted(date, date.substring(0, DAY), "0".repeat(64));
  }
}
