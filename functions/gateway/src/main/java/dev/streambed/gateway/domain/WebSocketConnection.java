package dev.streambed.gateway.domain;

/// One open WebSocket, as API Gateway knows it.
///
/// @param apiId the API that it belongs to
/// @param stage the API's stage
/// @param id made up by API Gateway when the client connected
public record WebSocketConnection(String apiId, String stage, String id) {}
