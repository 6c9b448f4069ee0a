package dev.streambed.gateway.log;

import dev.streambed.gateway.domain.Customer;
import dev.streambed.gateway.domain.CustomerId;
import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.RequestId;
import java.util.Optional;

/// A refused request and its caller.
///
/// @param customer empty when the caller is unknown
/// @param model empty when none could be read
public record RefusedRequest(
    Problem problem, RequestId requestId, Optional<CustomerId> customer, Optional<ModelId> model) {

  /// A refused request of an unknown caller.
  public static RefusedRequest of(Problem problem, RequestId requestId) {
    return new RefusedRequest(problem, requestId, Optional.empty(), Optional.empty());
  }

  public static RefusedRequest of(Problem problem, RequestId requestId, Customer customer) {
    return RefusedRequest.of(problem, requestId).by(customer.id());
  }

  public RefusedRequest by(CustomerId known) {
    return new RefusedRequest(problem, requestId, Optional.of(known), model);
  }

  public RefusedRequest forModel(ModelId asked) {
    return new RefusedRequest(problem, requestId, customer, Optional.of(asked));
  }
}
