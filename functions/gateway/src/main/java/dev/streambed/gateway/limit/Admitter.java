package dev.streambed.gateway.limit;

import dev.streambed.gateway.domain.Customer;
import dev.streambed.gateway.domain.Limit;
import dev.streambed.gateway.domain.Limits;
import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.Problem;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Decides whether a customer's request is admitted and, if so, reserves the most that it may need.
/// Thread-safe.
public final class Admitter {

  private final Settler settler;
  private final Reserver reserver;
  private final RandomGenerator random;
  private final InstantSource clock;

  public Admitter(LimitsTable table, RandomGenerator random, InstantSource clock) {
    this.settler = new Settler(table, clock);
    this.reserver = new Reserver(table, settler, random, clock);
    this.random = random;
    this.clock = clock;
  }

  /// Like [#admit(Customer, ReservationRequest, FittingMaxTokens)], where nobody is told what would
  /// fit.
  public Admission admit(Customer customer, ReservationRequest reservationRequest) {
    return admit(customer, reservationRequest, FittingMaxTokens.unknown());
  }

  /// Admits a request, or refuses it.
  ///
  /// @param fittingMaxTokens asked only for a refusal
  public Admission admit(
      Customer customer, ReservationRequest reservationRequest, FittingMaxTokens fittingMaxTokens) {
    Optional<Problem> notAllowed = modelProblem(customer, reservationRequest.model());
    if (notAllowed.isPresent()) {
      return refused(notAllowed.get());
    }
    if (customer.isLimitedBy(Limit.USD_PER_MONTH) && reservationRequest.nanoDollars().isEmpty()) {
      return refused(LimitProblems.noPrice());
    }
    String nonce = HexFormat.of().toHexDigits(random.nextInt());
    Reservation reservation = Reservation.of(reservationRequest, clock.instant(), nonce);
    Permit permit =
        new Permit(customer.id(), reservationRequest.requestId(), 0, reservation, List.of())
            .with(reservationRequest.attribution())
            .reservedByTarget(reservationRequest.reservedByTarget());
    Limits limits = customer.limits();
    SingleRequestLimits wholeLimits =
        new SingleRequestLimits(
            limits, customer.browserKey().map(Customer.KeyLimits::limits), fittingMaxTokens);
    Optional<Problem> tooLarge = wholeLimits.problem(reservation);
    if (tooLarge.isPresent()) {
      return refused(tooLarge.get());
    }
    Optional<Customer.KeyLimits> own = customer.browserKey();
    return own.isPresent()
        ? admitWithKeyLimits(own.get(), permit, limits, fittingMaxTokens)
        : reserver.reserve(permit, limits, fittingMaxTokens);
  }

  /// Why a customer may not use a model; empty when it may.
  public static Optional<Problem> modelProblem(Customer customer, ModelId model) {
    return customer.models().include(model)
        ? Optional.empty()
        : Optional.of(LimitProblems.modelNotAllowed(model, customer));
  }

  // The key's own limits are checked first: a refusal then writes nothing to the customer's
  // counters.
  private Admission admitWithKeyLimits(
      Customer.KeyLimits own, Permit permit, Limits limits, FittingMaxTokens fittingMaxTokens) {
    CounterKey key = CounterKey.ofBrowserKey(permit.customer(), own.name());
    return switch (reserver.reserveOnKey(key, permit, own.limits(), fittingMaxTokens)) {
      case Admission.Refused refused -> refused;
      case Admission.Admitted(Permit held, var told) ->
          combine(
              key,
              held,
              told,
              reserver.reserve(permit.with(keyReservation(own, held)), limits, fittingMaxTokens));
    };
  }

  private Admission combine(
      CounterKey key, Permit held, Map<String, String> told, Admission customers) {
    return switch (customers) {
      case Admission.Admitted(Permit permit, var headers) ->
          new Admission.Admitted(permit, merge(headers, told));
      case Admission.Refused refused -> {
        settler.release(key, held);
        yield refused;
      }
    };
  }

  private static Permit.KeyReservation keyReservation(Customer.KeyLimits own, Permit held) {
    return new Permit.KeyReservation(own.name(), held.staleCounters());
  }

  // When both have the same limit, the header shows the browser key's.
  private static Map<String, String> merge(
      Map<String, String> customers, Map<String, String> tokens) {
    Map<String, String> headers = new HashMap<>(customers);
    headers.putAll(tokens);
    return headers;
  }

  private static Admission refused(Problem problem) {
    return new Admission.Refused(problem, Map.of());
  }
}
