package dev.streambed.gateway;

import dev.streambed.gateway.limit.Admission;
import dev.streambed.gateway.limit.Admitter;
import dev.streambed.gateway.limit.Wanted;
import dev.streambed.gateway.vocabulary.Ask;
import dev.streambed.gateway.vocabulary.Cost;
import dev.streambed.gateway.vocabulary.Customer;
import dev.streambed.gateway.vocabulary.Estimate;
import dev.streambed.gateway.vocabulary.Limit;
import dev.streambed.gateway.vocabulary.RequestId;
import dev.streambed.gateway.vocabulary.Terms;
import dev.streambed.gateway.vocabulary.Transport;
import java.time.Duration;
import java.util.OptionalLong;

/// Asks whether a customer may, with all that the answer may need and what that would cost.
record Admissions(Admitter limit, Prices prices) {

  /// A function lives for 15 minutes at most, and one that is invoked asynchronously begins up to a
  /// minute late.
  private static final Duration LEASE = Duration.ofMinutes(16);

  Admission admit(Customer customer, RequestId requestId, Transport transport, Ask ask) {
    return limit.admit(customer, wanted(customer, requestId, transport, ask));
  }

  /// As [#admit], for an answer that goes to a connection.
  Admission admitOn(String connection, Customer customer, RequestId requestId, Ask ask) {
    Wanted wanted = wanted(customer, requestId, Transport.WEB_SOCKET, ask);
    return limit.admit(customer, wanted.on(connection));
  }

  private Wanted wanted(Customer customer, RequestId requestId, Transport transport, Ask ask) {
    Estimate estimate = estimate(customer, ask);
    return new Wanted(
        requestId,
        ask.model(),
        transport,
        ask.streamed(),
        estimate,
        nanoDollars(customer, ask, estimate),
        LEASE);
  }

  // A price book takes time to read, before the first piece. It is read for the longest answer only
  // where a limit counts tokens or dollars and the request leaves the length to the model.
  private Estimate estimate(Customer customer, Ask ask) {
    boolean isCounted =
        customer.isHeldTo(Limit.TOKENS_PER_MINUTE) || customer.isHeldTo(Limit.USD_PER_MONTH);
    if (!isCounted || ask.terms().boundedBy() == Terms.Bound.REQUEST) {
      return ask.estimate();
    }
    prices.freshener().run();
    OptionalLong most = prices.quotes().mostOutput(ask.model());
    return most.isEmpty() ? ask.estimate() : ask.estimateWith(most.getAsLong());
  }

  // Likewise, only a budget is worth that, and it is held to the team's own prices from the
  // function's first answer on.
  private OptionalLong nanoDollars(Customer customer, Ask ask, Estimate estimate) {
    if (!customer.isHeldTo(Limit.USD_PER_MONTH)) {
      return OptionalLong.of(0);
    }
    prices.freshener().run();
    return switch (prices.quotes().most(ask, estimate)) {
      case Cost.Priced(long nanoUsd, _) -> OptionalLong.of(nanoUsd);
      case Cost.Unpriced(), Cost.Unknown() -> OptionalLong.empty();
    };
  }
}
