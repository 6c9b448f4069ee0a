package dev.streambed.gateway.auth;

import dev.streambed.gateway.vocabulary.Customer;

/// What the table knows of a customer.
///
/// @param active any other status than `active` suspends it
record Account(Customer customer, boolean active) {}
