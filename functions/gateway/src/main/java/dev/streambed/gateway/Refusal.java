package dev.streambed.gateway;

import dev.streambed.gateway.vocabulary.Customer;
import dev.streambed.gateway.vocabulary.CustomerId;
import dev.streambed.gateway.vocabulary.ModelId;
import dev.streambed.gateway.vocabulary.Problem;
import dev.streambed.gateway.vocabulary.RequestId;
import java.util.Optional;

/// A request that leads to nothing, and whose it is.
///
/// @param customer empty: nobody that is known
/// @param model empty: none that could be read
record Refusal(
    Problem problem, RequestId requestId, Optional<CustomerId> customer, Optional<ModelId> model) {

  /// Of somebody who is not known.
  static Refusal of(Problem problem, RequestId requestId) {
    return new Refusal(problem, requestId, Optional.empty(), Optional.empty());
  }

  static Refusal of(Problem problem, RequestId requestId, Customer customer) {
    return Refusal.of(problem, requestId).by(customer.id());
  }

  Refusal by(CustomerId known) {
    return new Refusal(problem, requestId, Optional.of(known), model);
  }

  Refusal forModel(ModelId asked) {
    return new Refusal(problem, requestId, customer, Optional.of(asked));
  }
}
