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

/// A way to a model, over one kept connection. Not thread-safe.
public final class Door implements AutoCloseable {

  private static final DateTimeFormatter AMZ_DATE =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int DAY = 8;

  private final Connection connection;
  private final Format format;
  private final Function<Wish, byte[]> request;

  private Door(Connection connection, Format format, Function<Wish, byte[]> request) {
    this.connection = connection;
    this.format = format;
    this.request = request;
  }

  /// Through the gateway.
  ///
  /// @param url where the seed format is answered with a stream
  public static Door gateway(URI url, String token, String model) throws IOException {
    Prompt prompt = new Prompt(model);
    String headers = "Authorization: Bearer " + token + "\r\n";
    return new Door(
        Connection.to(url),
        Format.SERVER_SENT_EVENTS,
        wish -> post(url, headers, prompt.seed(wish).toString()));
  }

  /// Straight to an endpoint that checks no signature, only that there is one.
  public static Door bedrock(URI endpoint, String model, Clock clock) throws IOException {
    Prompt prompt = new Prompt(model);
    String id = URLEncoder.encode(model, StandardCharsets.UTF_8);
    URI url = endpoint.resolve("/model/" + id + "/invoke-with-response-stream");
    return new Door(
        Connection.to(url),
        Format.EVENT_STREAM,
        wish -> post(url, signature(clock.instant()), prompt.body(wish).toString()));
  }

  /// Asks and waits for the answer's end.
  ///
  /// @throws IOException when the answer is not one, or not whole
  public Answer ask(Wish wish) throws IOException {
    Answer answer = connection.ask(request.apply(wish), format);
    if (answer.pieces().size() != wish.pieces()) {
      throw new IOException(
          "%d pieces of %d came".formatted(answer.pieces().size(), wish.pieces()));
    }
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
