package dev.streambed.gateway.dynamodb;

import java.util.List;
import java.util.Map;

/// What one request of a query or scan returns: at most 1 MB of items.
///
/// @param items those that match; a page may have none and still not be the last
/// @param lastEvaluatedKey where the next page starts; empty when there is none
public record ItemPage(
    List<Map<String, AttributeValue>> items, Map<String, AttributeValue> lastEvaluatedKey) {}
