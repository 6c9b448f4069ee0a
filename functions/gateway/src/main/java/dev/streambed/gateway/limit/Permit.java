package dev.streambed.gateway.limit;

import dev.streambed.gateway.domain.Attribution;
import dev.streambed.gateway.domain.CustomerId;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.ReservedAmounts;
import dev.streambed.gateway.domain.Tags;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonArray;
import dev.streambed.gateway.json.JsonNumber;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonString;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// An admitted request, with everything that [Settler] needs when its answer has ended, in this
/// function or another.
///
/// @param shard the shard of the customer's counters
/// @param staleCounters counters of expired windows, which the settlement removes
/// @param browserKey what was counted for a browser key with limits of its own
/// @param attribution what the record attributes the usage to; of a reservation that was found in
///   the table only the key's id is known
/// @param reservedByTarget what of the reservation is for each model that may be asked, in their
///   order; empty where there is one, and of a reservation that was found in the table
public record Permit(
    CustomerId customer,
    RequestId requestId,
    int shard,
    Reservation reservation,
    List<String> staleCounters,
    Optional<KeyReservation> browserKey,
    Attribution attribution,
    List<ReservedAmounts> reservedByTarget) {

  public Permit {
    staleCounters = List.copyOf(staleCounters);
    reservedByTarget = List.copyOf(reservedByTarget);
  }

  public Permit(
      CustomerId customer,
      RequestId requestId,
      int shard,
      Reservation reservation,
      List<String> stale) {
    this(
        customer,
        requestId,
        shard,
        reservation,
        stale,
        Optional.empty(),
        Attribution.ofKey(reservation.keyId()),
        List.of());
  }

  Permit onShard(int changed) {
    return changed(changed, staleCounters, browserKey);
  }

  Permit with(List<String> found) {
    return changed(shard, found, browserKey);
  }

  Permit with(KeyReservation hold) {
    return changed(shard, staleCounters, Optional.of(hold));
  }

  Permit with(Attribution changed) {
    return new Permit(
        customer,
        requestId,
        shard,
        reservation,
        staleCounters,
        browserKey,
        changed,
        reservedByTarget);
  }

  Permit reservedByTarget(List<ReservedAmounts> changed) {
    return new Permit(
        customer, requestId, shard, reservation, staleCounters, browserKey, attribution, changed);
  }

  private Permit changed(int onShard, List<String> stale, Optional<KeyReservation> hold) {
    return new Permit(
        customer, requestId, onShard, reservation, stale, hold, attribution, reservedByTarget);
  }

  /// The instant of admission, which the record contains.
  public Instant admittedAt() {
    return reservation.admittedAt();
  }

  CounterKey counterKey() {
    return new CounterKey(customer, shard);
  }

  /// The JSON form for another invocation.
  public JsonObject toJson() {
    Map<String, Json> members = new LinkedHashMap<>();
    members.put("customerId", new JsonString(customer.value()));
    members.put("requestId", new JsonString(requestId.value()));
    members.put("shard", JsonNumber.of(shard));
    members.put("reservation", new JsonString(reservation.write()));
    members.put("stale", array(staleCounters));
    browserKey.ifPresent(hold -> {
      members.put("token", new JsonString(hold.name()));
      members.put("tokenStale", array(hold.staleCounters()));
    });
    if (!attribution.keyName().isEmpty()) {
      members.put("keyName", new JsonString(attribution.keyName()));
    }
    if (!attribution.tags().values().isEmpty()) {
      members.put("tags", JsonObject.ofTexts(attribution.tags().values()));
    }
    if (!reservedByTarget.isEmpty()) {
      members.put(
          "reservedByTarget", new JsonArray(reservedByTarget.stream().map(Permit::json).toList()));
    }
    return new JsonObject(members);
  }

  /// Reads the output of [#toJson]; empty when it is something else.
  public static Optional<Permit> fromJson(JsonObject json) {
    Optional<Reservation> reservation = json.text("reservation").flatMap(Reservation::read);
    Optional<RequestId> requestId = json.text("requestId").flatMap(RequestId::of);
    Optional<String> customer = json.text("customerId");
    long shard = json.number("shard").orElse(-1);
    if (reservation.isEmpty() || requestId.isEmpty() || customer.isEmpty() || shard < 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Permit(
            new CustomerId(customer.get()),
            requestId.get(),
            Math.toIntExact(shard),
            reservation.get(),
            texts(json, "stale"),
            json.text("token").map(name -> new KeyReservation(name, texts(json, "tokenStale"))),
            attribution(json, reservation.get()),
            json.array("reservedByTarget").stream()
                .flatMap(array -> array.elements().stream())
                .map(Permit::reservedAmounts)
                .toList()));
  }

  private static Json json(ReservedAmounts amounts) {
    Map<String, Json> members = new LinkedHashMap<>();
    members.put("tokens", JsonNumber.of(amounts.tokens()));
    members.put("nanoUsd", JsonNumber.of(amounts.nanoDollars()));
    return new JsonObject(members);
  }

  private static ReservedAmounts reservedAmounts(Json json) {
    JsonObject amounts = json instanceof JsonObject object ? object : JsonObject.EMPTY;
    return new ReservedAmounts(
        amounts.number("tokens").orElse(0), amounts.number("nanoUsd").orElse(0));
  }

  private static Attribution attribution(JsonObject json, Reservation reservation) {
    return new Attribution(
        reservation.keyId(),
        json.text("keyName").orElse(""),
        new Tags(json.objectOrEmpty("tags").texts()));
  }

  private static JsonArray array(List<String> texts) {
    return new JsonArray(texts.stream().<Json>map(JsonString::new).toList());
  }

  private static List<String> texts(JsonObject json, String name) {
    return json.array(name).stream().flatMap(Permit::texts).toList();
  }

  private static Stream<String> texts(JsonArray array) {
    return array.elements().stream()
        .flatMap(element ->
            element instanceof JsonString(String text) ? Stream.of(text) : Stream.empty());
  }

  /// What an admission counted for the browser key of the request.
  ///
  /// @param name the name of the browser key
  /// @param staleCounters its counters of expired windows
  public record KeyReservation(String name, List<String> staleCounters) {

    public KeyReservation {
      staleCounters = List.copyOf(staleCounters);
    }

    CounterKey key(Permit permit) {
      return CounterKey.ofBrowserKey(permit.customer(), name);
    }
  }
}
