package dev.streambed.local.websocket;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.local.domain.Json;
import dev.streambed.local.http.IncomingRequest;
import dev.streambed.local.http.QueryString;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Creates the events of a WebSocket API's Lambda proxy integration.
///
/// @param api the API
record WebSocketEventFactory(WebSocketApi api) {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /// The event when a client connects.
  byte[] connect(Integration.RouteInvocation routeInvocation, IncomingRequest incomingRequest) {
    ObjectNode event = Json.object();
    addAll("headers", "multiValueHeaders", headers(incomingRequest), event);
    Map<String, List<String>> query = QueryString.of(incomingRequest.query()).values();
    if (!query.isEmpty()) {
      addAll("queryStringParameters", "multiValueQueryStringParameters", query, event);
    }
    event.set("requestContext", context(routeInvocation, "CONNECT"));
    return finished(routeInvocation, event);
  }

  /// The event for a message.
  byte[] message(Integration.RouteInvocation routeInvocation, String messageId, String body) {
    ObjectNode event = Json.object();
    event.set("requestContext", context(routeInvocation, "MESSAGE").put("messageId", messageId));
    return finished(routeInvocation, event.put("body", body));
  }

  /// The event when a connection has been closed.
  byte[] disconnect(
      Integration.RouteInvocation routeInvocation, Connection.CloseReason closeReason) {
    ObjectNode event = Json.object();
    Map<String, List<String>> headers = new LinkedHashMap<>();
    headers.put("Host", List.of(api.domainName()));
    List.of("x-api-key", "X-Forwarded-For", "x-restapi")
        .forEach(name -> headers.put(name, List.of("")));
    addAll("headers", "multiValueHeaders", headers, event);
    event.set(
        "requestContext",
        context(routeInvocation, "DISCONNECT")
            .put("disconnectStatusCode", closeReason.status())
            .put("disconnectReason", closeReason.reason()));
    return finished(routeInvocation, event);
  }

  private static byte[] finished(Integration.RouteInvocation routeInvocation, ObjectNode event) {
    if (!routeInvocation.clientIdentity().stage().variables().isMissingNode()) {
      event.set("stageVariables", routeInvocation.clientIdentity().stage().variables());
    }
    return Json.bytes(event.put("isBase64Encoded", false));
  }

  private ObjectNode context(Integration.RouteInvocation routeInvocation, String eventType) {
    ClientIdentity clientIdentity = routeInvocation.clientIdentity();
    ObjectNode context =
        Json.object()
            .put("routeKey", routeInvocation.routeKey())
            .put("eventType", eventType)
            .put("extendedRequestId", routeInvocation.requestId())
            .put("requestTime", TIME.format(routeInvocation.time()))
            .put("messageDirection", "IN")
            .put("stage", clientIdentity.stage().name())
            .put("connectedAt", clientIdentity.connectedAt().toEpochMilli())
            .put("requestTimeEpoch", routeInvocation.time().toEpochMilli());
    ObjectNode identity = context.putObject("identity");
    if (!clientIdentity.userAgent().isEmpty()) {
      identity.put("userAgent", clientIdentity.userAgent());
    }
    identity.put("sourceIp", clientIdentity.sourceIp());
    return context
        .put("requestId", routeInvocation.requestId())
        .put("domainName", api.domainName())
        .put("connectionId", clientIdentity.connectionId())
        .put("apiId", api.id());
  }

  private Map<String, List<String>> headers(IncomingRequest incomingRequest) {
    Map<String, List<String>> headers = new LinkedHashMap<>(incomingRequest.headers().values());
    Map<String, String> own =
        Map.of(
            "Host", api.domainName(),
            "X-Amzn-Trace-Id", incomingRequest.traceId().header(),
            "X-Forwarded-For", incomingRequest.sourceIp(),
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
