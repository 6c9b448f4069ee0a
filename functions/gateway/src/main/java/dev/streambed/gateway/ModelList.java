package dev.streambed.gateway;

import dev.streambed.gateway.model.ModelKind;
import dev.streambed.gateway.model.ModelName;
import dev.streambed.gateway.vocabulary.AllowedModels;
import dev.streambed.gateway.vocabulary.Customer;
import dev.streambed.gateway.vocabulary.ModelDescription;
import dev.streambed.gateway.vocabulary.ModelId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Tells callers which models they may use.
///
/// @param deployed those that the gateway was deployed with, in the team's order; empty when it was
///   not told
record ModelList(List<String> deployed, Prices prices) {

  ModelList {
    deployed = List.copyOf(deployed);
  }

  /// The models of a caller; empty when neither the deployment nor its customer names any.
  Optional<List<ModelDescription>> of(Customer customer) {
    prices.freshener().run();
    return ids(customer.models()).map(ids -> ids.map(this::describe).toList());
  }

  private Optional<Stream<ModelId>> ids(AllowedModels allowed) {
    return switch (allowed) {
      case AllowedModels.Every() ->
          deployed.isEmpty() ? Optional.empty() : Optional.of(valid(deployed.stream()));
      case AllowedModels.Only(var ids) ->
          Optional.of(
              valid(
                  deployed.isEmpty()
                      ? ids.stream().sorted()
                      : deployed.stream().filter(ids::contains)));
    };
  }

  // What stands in a customer's item was written by people.
  private static Stream<ModelId> valid(Stream<String> ids) {
    return ids.flatMap(id -> ModelId.of(id).stream());
  }

  private ModelDescription describe(ModelId id) {
    ModelName name = ModelName.of(id);
    return new ModelDescription(
        id, name.name(), name.provider(), ModelKind.of(id).word(), prices.list().apply(id));
  }
}
