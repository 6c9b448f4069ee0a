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

/// Asks over HTTP.
///
/// @param connection the kept connection
/// @param format how pieces stand in its answers
/// @param requests writes a request
record HttpDoor(Connection connection, Format format, Function<Wish, byte[]> requests)
    implements Door {

  private static final DateTimeFormatter AMZ_DATE =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int DAY = 8;

  static HttpDoor gateway(URI url, String token, String model, Tape tape) throws IOException {
    Prompt prompt = new Prompt(model);
    String headers = "Authorization: Bearer " + token + "\r\n";
    return new HttpDoor(
        Connection.to(url, tape),
        Format.SERVER_SENT_EVENTS,
        wish -> post(url, headers, prompt.seed(wish).toString()));
  }

  static HttpDoor bedrock(URI endpoint, String model, Clock clock) throws IOException {
    Prompt prompt = new Prompt(model);
    String id = URLEncoder.encode(model, StandardCharsets.UTF_8);
    URI url = endpoint.resolve("/model/" + id + "/invoke-with-response-stream");
    return new HttpDoor(
        Connection.to(url, Tape.large()),
        Format.EVENT_STREAM,
        wish -> post(url, signature(clock.instant()), prompt.body(wish).toString()));
  }

  byte[] request(Wish wish) {
    return requests.apply(wish);
  }

  @Override
  public Answer ask(Wish wish) throws IOException {
    connection.begin(request(wish));
    Answer answer = connection.answer(connection.end(), format);
    answer.requireWhole(wish.pieces());
    return answer;
  }

  @Override
  public void close() throws IOException {
    connection.close();
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
