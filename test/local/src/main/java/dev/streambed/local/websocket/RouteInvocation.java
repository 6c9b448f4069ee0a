package dev.streambed.local.websocket;

import java.time.Instant;

/// One invocation on behalf of a connection.
///
/// @param connectingClient whose connection it is
/// @param routeKey the route that is taken
/// @param requestId API Gateway's id for it
/// @param time when it began
record RouteInvocation(
    ConnectingClient connectingClient, String routeKey, String requestId, Instant time) {}
