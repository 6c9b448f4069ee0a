package dev.streambed.gateway.domain;

/// One open WebSocket, as API Gateway identifies it.
///
/// @param apiId the id of the API
/// @param stage the stage of the API
/// @param id the connection id, which API Gateway assigned
public record WebSocketConnection(String apiId, String stage, String id) {}
