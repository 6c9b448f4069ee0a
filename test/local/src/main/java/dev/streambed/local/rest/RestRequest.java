package dev.streambed.local.rest;

import dev.streambed.local.http.IncomingRequest;
import dev.streambed.local.rest.RestApi.Stage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/// A request to an API whose stage is known.
///
/// @param incomingRequest the request
/// @param api the API
/// @param stage the stage
/// @param path the path after the stage, still escaped
/// @param extendedRequestId the header `x-amz-apigw-id`
record RestRequest(
    IncomingRequest incomingRequest,
    RestApi api,
    Stage stage,
    String path,
    String extendedRequestId) {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  String time() {
    return TIME.format(incomingRequest.time());
  }

  String header(String name) {
    return incomingRequest.headers().first(name);
  }

  /// The variables under `$context.`, except those of errors.
  Map<String, String> context() {
    Map<String, String> context = new TreeMap<>();
    context.put("accountId", api.arns().account());
    context.put("apiId", api.id());
    context.put("domainName", api.domainName());
    context.put("domainPrefix", api.id());
    context.put("extendedRequestId", extendedRequestId);
    context.put("httpMethod", incomingRequest.method());
    context.put("identity.sourceIp", incomingRequest.sourceIp());
    context.put("identity.userAgent", header("User-Agent"));
    context.put("path", "/" + stage.name() + path);
    context.put("protocol", "HTTP/1.1");
    context.put("requestId", incomingRequest.requestId());
    context.put("requestTime", time());
    context.put("requestTimeEpoch", Long.toString(incomingRequest.time().toEpochMilli()));
    context.put("stage", stage.name());
    return context;
  }

  /// Removes a body's content coding, as API Gateway does before anything else reads the body. The
  /// header stays.
  ///
  /// @param coding the header; may be empty
  /// @param most the largest result in bytes; the rest is left out
  /// @return nothing when API Gateway does not know the coding, or the body is not encoded with it
  /// @see <a
  ///   href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-make-request-with-compressed-payload.html">Call
  ///   an API method with a compressed payload</a>
  static Optional<byte[]> decompressed(String coding, byte[] body, int most) {
    try (InputStream plain = plain(body.length == 0 ? "" : coding, body)) {
      return Optional.of(plain.readNBytes(most));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private static InputStream plain(String coding, byte[] body) throws IOException {
    InputStream compressed = new ByteArrayInputStream(body);
    return switch (coding.strip().toLowerCase(Locale.ROOT)) {
      case "", "identity" -> compressed;
      case "gzip" -> new GZIPInputStream(compressed);
      case "deflate" -> new InflaterInputStream(compressed);
      default -> throw new IOException("unknown content coding");
    };
  }
}
