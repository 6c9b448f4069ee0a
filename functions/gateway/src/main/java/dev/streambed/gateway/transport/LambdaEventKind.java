package dev.streambed.gateway.transport;

import dev.streambed.gateway.json.JsonObject;
import java.util.OptionalLong;

/// The kinds of events that a function behind front doors may receive.
enum LambdaEventKind {
  FUNCTION_URL,
  REST_API,
  WEB_SOCKET,
  /// From another invocation of this function.
  HANDOVER,
  /// Reports, through SNS, that an asynchronous invocation of this function failed.
  FAILURE,
  /// From the gateway's own schedule.
  SWEEP,
  /// From an unsupported front door that expects proxy JSON.
  OTHER_PROXY,
  UNKNOWN;

  private static final String FUNCTION_URL_DOMAIN = ".lambda-url.";

  static LambdaEventKind of(JsonObject event) {
    JsonObject context = event.objectOrEmpty("requestContext");
    if (isAuthorizer(event)) {
      return UNKNOWN;
    }
    if (isSweep(event)) {
      return SWEEP;
    }
    if (context.has("connectionId")) {
      return context.text("eventType").isPresent() ? WEB_SOCKET : OTHER_PROXY;
    }
    // Only a principal that may invoke the function itself can send this: front doors wrap a
    // caller's body in the event's `body`.
    if (event.has(Handover.MARK)) {
      return HANDOVER;
    }
    if (event.has("Records")) {
      return HandoverFailureRecord.isNotification(event) ? FAILURE : UNKNOWN;
    }
    if (context.object("http").isPresent() && event.text("version").isPresent()) {
      return isFunctionUrl(context) ? FUNCTION_URL : OTHER_PROXY;
    }
    return isRestApi(event) ? REST_API : UNKNOWN;
  }

  // The event has exactly this member; events from front doors always have more.
  private static boolean isSweep(JsonObject event) {
    return event.members().size() == 1
        && event.objectOrEmpty("streambedSweep").number("version").equals(OptionalLong.of(1));
  }

  // An authorizer's event looks like a call, and a response to it could be taken for a permission.
  private static boolean isAuthorizer(JsonObject event) {
    return event.has("methodArn") || event.has("routeArn") || event.has("authorizationToken");
  }

  private static boolean isFunctionUrl(JsonObject context) {
    return context.text("domainName").orElse("").contains(FUNCTION_URL_DOMAIN);
  }

  private static boolean isRestApi(JsonObject event) {
    return event.text("resource").isPresent()
        && event.text("httpMethod").isPresent()
        && event.object("requestContext").isPresent();
  }
}
