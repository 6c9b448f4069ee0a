package dev.streambed.gateway.admission;

import dev.streambed.gateway.domain.Cost;
import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.domain.TokenEstimate;
import dev.streambed.gateway.price.BookPricing;
import dev.streambed.gateway.price.CurrentPriceBook;
import java.util.OptionalLong;

/// Upper bounds of the cost and length of an answer, from a price book.
interface CostEstimator {

  CostEstimator NONE =
      new CostEstimator() {
        @Override
        public Cost most(ModelRequest modelRequest, TokenEstimate tokenEstimate) {
          return new Cost.Unpriced();
        }

        @Override
        public OptionalLong mostOutput(ModelId model) {
          return OptionalLong.empty();
        }
      };

  /// The most that an answer within the estimate can cost.
  Cost most(ModelRequest modelRequest, TokenEstimate tokenEstimate);

  /// The most output tokens of the model in one answer; empty when the book does not list it.
  OptionalLong mostOutput(ModelId model);

  /// Bounds by the prices of the book in use.
  ///
  /// @param region the function's own
  static CostEstimator of(CurrentPriceBook books, String region) {
    return new CostEstimator() {
      @Override
      public Cost most(ModelRequest modelRequest, TokenEstimate tokenEstimate) {
        return new BookPricing(books.current(), region)
            .in(modelRequest.region())
            .maxCost(modelRequest.model().value(), tokenEstimate, modelRequest.pricingParameters());
      }

      @Override
      public OptionalLong mostOutput(ModelId model) {
        return new BookPricing(books.current(), region).maxOutputTokens(model.value());
      }
    };
  }
}
