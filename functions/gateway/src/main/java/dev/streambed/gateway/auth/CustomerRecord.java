package dev.streambed.gateway.auth;

import dev.streambed.gateway.domain.Customer;

/// What the table knows of a customer.
///
/// @param active any other status than `active` suspends it
record CustomerRecord(Customer customer, boolean active) {}
