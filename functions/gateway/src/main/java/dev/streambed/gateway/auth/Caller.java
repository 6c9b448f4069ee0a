package dev.streambed.gateway.auth;

import dev.streambed.gateway.vocabulary.Customer;

/// A token's entry together with the customer that it belongs to.
///
/// @param active whether the customer is; any other status than `active` suspends it
record Caller(ApiKey key, Customer customer, boolean active) {}
