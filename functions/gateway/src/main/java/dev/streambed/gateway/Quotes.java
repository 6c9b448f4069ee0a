package dev.streambed.gateway;

import dev.streambed.gateway.price.Rating;
import dev.streambed.gateway.vocabulary.Ask;
import dev.streambed.gateway.vocabulary.Cost;
import dev.streambed.gateway.vocabulary.Estimate;
import dev.streambed.gateway.vocabulary.ModelId;
import java.util.OptionalLong;
import java.util.function.Supplier;

/// What an answer may cost and how long it may become, by a price book.
interface Quotes {

  Quotes NONE =
      new Quotes() {
        @Override
        public Cost most(Ask ask, Estimate estimate) {
          return new Cost.Unpriced();
        }

        @Override
        public OptionalLong mostOutput(ModelId model) {
          return OptionalLong.empty();
        }
      };

  /// The most that an answer can cost that needs no more than the estimate.
  Cost most(Ask ask, Estimate estimate);

  /// The most tokens that a model writes in one answer, if the book says so.
  OptionalLong mostOutput(ModelId model);

  static Quotes of(Supplier<Rating> rating) {
    return new Quotes() {
      @Override
      public Cost most(Ask ask, Estimate estimate) {
        return rating.get().most(ask.model().value(), estimate, ask.terms());
      }

      @Override
      public OptionalLong mostOutput(ModelId model) {
        return rating.get().mostOutput(model.value());
      }
    };
  }
}
