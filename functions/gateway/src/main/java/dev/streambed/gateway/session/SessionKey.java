package dev.streambed.gateway.session;

/// The key of a row in the table `sessions`.
///
/// @param connectionId the partition key: the connection
/// @param item the sort key within the connection
public record SessionKey(String connectionId, String item) {}
