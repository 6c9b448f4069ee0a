package dev.streambed.local.functionurl;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.local.domain.Json;
import dev.streambed.local.http.IncomingRequest;
import dev.streambed.local.http.QueryString;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Creates events of payload format 2.0, as a Function URL does.
///
/// @param domainName the host name of the URL on AWS
/// @param originHeaders what CloudFront adds; replaces what the caller has set
record FunctionUrlEventFactory(String domainName, Map<String, String> originHeaders) {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  private static final String ROUTE = "$default";

  /// The event's JSON.
  byte[] of(IncomingRequest incomingRequest, byte[] body) {
    ObjectNode event =
        Json.object()
            .put("version", "2.0")
            .put("routeKey", ROUTE)
            .put("rawPath", incomingRequest.path())
            .put("rawQueryString", incomingRequest.query());
    addCookies(incomingRequest, event);
    ObjectNode headers = event.putObject("headers");
    headers(incomingRequest).forEach(headers::put);
    addQuery(QueryString.of(incomingRequest.query()), event);
    event.set("requestContext", context(incomingRequest));
    addBody(incomingRequest, body, event);
    return Json.bytes(event);
  }

  private static void addCookies(IncomingRequest incomingRequest, ObjectNode event) {
    List<String> cookies =
        incomingRequest.headers().all("Cookie").stream()
            .flatMap(line -> Arrays.stream(line.split(";\\s*", -1)))
            .filter(cookie -> !cookie.isEmpty())
            .toList();
    if (!cookies.isEmpty()) {
      cookies.forEach(event.putArray("cookies")::add);
    }
  }

  private Map<String, String> headers(IncomingRequest incomingRequest) {
    Map<String, String> headers = new TreeMap<>();
    incomingRequest
        .headers()
        .lowerCase()
        .values()
        .forEach((name, values) -> headers.put(name, String.join(",", values)));
    headers.remove("cookie");
    headers.putAll(originHeaders);
    headers.put("host", domainName);
    headers.put("x-amzn-trace-id", incomingRequest.traceId().header());
    headers.put("x-amzn-tls-version", "TLSv1.3");
    headers.put("x-amzn-tls-cipher-suite", "TLS_AES_128_GCM_SHA256");
    headers.put("x-forwarded-for", incomingRequest.sourceIp());
    headers.put("x-forwarded-port", "443");
    headers.put("x-forwarded-proto", "https");
    return headers;
  }

  private static void addQuery(QueryString queryString, ObjectNode event) {
    if (!queryString.isEmpty()) {
      ObjectNode parameters = event.putObject("queryStringParameters");
      queryString
          .values()
          .forEach((name, values) -> parameters.put(name, String.join(",", values)));
    }
  }

  private ObjectNode context(IncomingRequest incomingRequest) {
    String urlId = domainName.substring(0, domainName.indexOf('.'));
    ObjectNode context =
        Json.object()
            .put("accountId", "anonymous")
            .put("apiId", urlId)
            .put("domainName", domainName)
            .put("domainPrefix", urlId);
    context
        .putObject("http")
        .put("method", incomingRequest.method())
        .put("path", incomingRequest.path())
        .put("protocol", "HTTP/1.1")
        .put("sourceIp", incomingRequest.sourceIp())
        .put("userAgent", incomingRequest.headers().first("User-Agent"));
    return context
        .put("requestId", incomingRequest.requestId())
        .put("routeKey", ROUTE)
        .put("stage", ROUTE)
        .put("time", TIME.format(incomingRequest.time()))
        .put("timeEpoch", incomingRequest.time().toEpochMilli());
  }

  private static void addBody(IncomingRequest incomingRequest, byte[] body, ObjectNode event) {
    boolean text =
        isText(incomingRequest.headers().first("Content-Type"))
            && incomingRequest.headers().first("Content-Encoding").isEmpty();
    if (body.length > 0) {
      event.put(
          "body",
          text
              ? new String(body, StandardCharsets.UTF_8)
              : Base64.getEncoder().encodeToString(body));
    }
    event.put("isBase64Encoded", body.length > 0 && !text);
  }

  // AWS passes these types on as text and everything else, including forms and bodies without a
  // type, as base64. The list is documented for load balancers, as is that a body with a content
  // coding is never text. For Function URLs it is not documented, but was found to be the same.
  private static boolean isText(String contentType) {
    String type = contentType.split(";", -1)[0].strip().toLowerCase(Locale.ROOT);
    return type.startsWith("text/")
        || type.equals("application/json")
        || type.equals("application/xml")
        || type.equals("application/javascript");
  }
}
