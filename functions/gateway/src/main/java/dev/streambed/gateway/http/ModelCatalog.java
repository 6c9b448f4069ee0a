package dev.streambed.gateway.http;

import dev.streambed.gateway.admission.PriceLookup;
import dev.streambed.gateway.domain.AllowedModels;
import dev.streambed.gateway.domain.Customer;
import dev.streambed.gateway.domain.ModelAliases;
import dev.streambed.gateway.domain.ModelDescription;
import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.ModelTarget;
import dev.streambed.gateway.model.ModelDisplayName;
import dev.streambed.gateway.model.OutputModality;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Lists the models that a caller may use.
///
/// @param deployed the models that the gateway was deployed with, in the configured order; empty
///   when the deployment lists none
/// @param aliases other names for models
record ModelCatalog(List<String> deployed, ModelAliases aliases, PriceLookup priceLookup) {

  ModelCatalog {
    deployed = List.copyOf(deployed);
  }

  /// The models that a customer may use; empty when neither the deployment nor the customer lists
  /// any.
  Optional<List<ModelDescription>> of(Customer customer) {
    priceLookup.freshener().run();
    return ids(customer.models()).map(ids -> ids.map(this::describe).toList());
  }

  /// The same with the other names that these models have here, ahead of them.
  Optional<List<ModelDescription>> withAliases(Customer customer) {
    return of(customer)
        .map(models ->
            Stream.concat(
                    aliases.names().entrySet().stream()
                        .flatMap(alias -> renamed(alias.getKey(), alias.getValue(), models)),
                    models.stream())
                .toList());
  }

  // As the first of its models that the customer may use.
  private static Stream<ModelDescription> renamed(
      String alias, List<ModelTarget> targets, List<ModelDescription> models) {
    return ModelId.of(alias).stream()
        .flatMap(id ->
            targets.stream()
                .flatMap(target -> models.stream().filter(each -> each.id().equals(target.model())))
                .limit(1)
                .map(each ->
                    new ModelDescription(
                        id,
                        each.name(),
                        each.provider(),
                        each.kind(),
                        each.usdPerMillionTokens())));
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

  // The list in a customer's item is written by hand and may contain invalid ids.
  private static Stream<ModelId> valid(Stream<String> ids) {
    return ids.flatMap(id -> ModelId.of(id).stream());
  }

  private ModelDescription describe(ModelId id) {
    ModelDisplayName name = ModelDisplayName.of(id);
    return new ModelDescription(
        id,
        name.name(),
        name.provider(),
        OutputModality.of(id).wireName(),
        priceLookup.list().apply(id));
  }
}
