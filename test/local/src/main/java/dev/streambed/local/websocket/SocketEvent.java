package dev.streambed.local.websocket;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.local.http.Arrival;
import dev.streambed.local.http.Query;
import dev.streambed.local.vocabulary.Json;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Makes the events of a WebSocket API's Lambda proxy.
///
/// @param api the API
record SocketEvent(WebSocketApi api) {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /// Somebody wants to connect.
  byte[] connect(Turn turn, Arrival arrival) {
    ObjectNode event = Json.object();
    addAll("headers", "multiValueHeaders", headers(arrival), event);
    Map<String, List<String>> query = Query.of(arrival.query()).values();
    if (!query.isEmpty()) {
      addAll("queryStringParameters", "multiValueQueryStringParameters", query, event);
    }
    event.set("requestContext", context(turn, "CONNECT"));
    return finished(turn, event);
  }

  /// A message has come.
  byte[] message(Turn turn, String messageId, String body) {
    ObjectNode event = Json.object();
    event.set("requestContext", context(turn, "MESSAGE").put("messageId", messageId));
    return finished(turn, event.put("body", body));
  }

  /// A connection has ended.
  byte[] disconnect(Turn turn, Closed closed) {
    ObjectNode event = Json.object();
    Map<String, List<String>> headers = new LinkedHashMap<>();
    headers.put("Host", List.of(api.domainName()));
    List.of("x-api-key", "X-Forwarded-For", "x-restapi")
        .forEach(name -> headers.put(name, List.of("")));
    addAll("headers", "multiValueHeaders", headers, event);
    event.set(
        "requestContext",
        context(turn, "DISCONNECT")
            .put("disconnectStatusCode", closed.status())
            .put("disconnectReason", closed.reason()));
    return finished(turn, event);
  }

  private static byte[] finished(Turn turn, ObjectNode event) {
    if (!turn.caller().stage().variables().isMissingNode()) {
      event.set("stageVariables", turn.caller().stage().variables());
    }
    return Json.bytes(event.put("isBase64Encoded", false));
  }

  private ObjectNode context(Turn turn, String eventType) {
    Caller caller = turn.caller();
    ObjectNode context =
        Json.object()
            .put("routeKey", turn.routeKey())
            .put("eventType", eventType)
            .put("extendedRequestId", turn.requestId())
            .put("requestTime", TIME.format(turn.time()))
            .put("messageDirection", "IN")
            .put("stage", caller.stage().name())
            .put("connectedAt", caller.connectedAt().toEpochMilli())
            .put("requestTimeEpoch", turn.time().toEpochMilli());
    ObjectNode identity = context.putObject("identity");
    if (!caller.userAgent().isEmpty()) {
      identity.put("userAgent", caller.userAgent());
    }
    identity.put("sourceIp", caller.sourceIp());
    return context
        .put("requestId", turn.requestId())
        .put("domainName", api.domainName())
        .put("connectionId", caller.connectionId())
        .put("apiId", api.id());
  }

  private Map<String, List<String>> headers(Arrival arrival) {
    Map<String, List<String>> headers = new LinkedHashMap<>(arrival.headers().values());
    Map<String, String> own =
        Map.of(
            "Host", api.domainName(),
            "X-Amzn-Trace-Id", arrival.traceId().header(),
            "X-Forwarded-For", arrival.sourceIp(),
            "X-Forwarded-Port", "443",
            "X-Forwarded-Proto", "https");
    headers.keySet().removeIf(name -> own.keySet().stream().anyMatch(name::equalsIgnoreCase));
    own.forEach((name, value) -> headers.put(name, List.of(value)));
    return headers;
  }

  private static void addAll(
      String single, String multiple, Map<String, List<String>> values, ObjectNode event) {
    ObjectNode last = event.putObject(single);
    values.forEach((name, all) -> last.put(name, all.getLast()));
    ObjectNode lists = event.putObject(multiple);
    values.forEach((name, all) -> {
      ArrayNode list = lists.putArray(name);
      all.forEach(list::add);
    });
  }
}
