package dev.streambed.gateway;

import dev.streambed.gateway.vocabulary.Ask;
import dev.streambed.gateway.vocabulary.Call;
import dev.streambed.gateway.vocabulary.Customer;

/// A call for a model by somebody who is known.
record Request(Customer customer, Call call, Ask ask) {}
