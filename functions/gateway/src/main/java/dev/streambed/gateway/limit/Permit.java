package dev.streambed.gateway.limit;

import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonArray;
import dev.streambed.gateway.json.JsonNumber;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonText;
import dev.streambed.gateway.vocabulary.CustomerId;
import dev.streambed.gateway.vocabulary.RequestId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// One admitted request: what [Settler] needs when its answer has ended, in this function or in
/// another.
///
/// @param shard of the customer's counters
/// @param stale counters of windows that are long over, which the settlement takes away
/// @param token what was counted for a token with limits of its own
public record Permit(
    CustomerId customer,
    RequestId requestId,
    int shard,
    Reservation reservation,
    List<String> stale,
    Optional<TokenHold> token) {

  public Permit {
    stale = List.copyOf(stale);
  }

  public Permit(
      CustomerId customer,
      RequestId requestId,
      int shard,
      Reservation reservation,
      List<String> stale) {
    this(customer, requestId, shard, reservation, stale, Optional.empty());
  }

  Permit on(int changed) {
    return new Permit(customer, requestId, changed, reservation, stale, token);
  }

  Permit with(List<String> found) {
    return new Permit(customer, requestId, shard, reservation, found, token);
  }

  Permit with(TokenHold hold) {
    return new Permit(customer, requestId, shard, reservation, stale, Optional.of(hold));
  }

  /// The instant of the admission, that its record bears.
  public Instant at() {
    return reservation.at();
  }

  CounterKey key() {
    return new CounterKey(customer, shard);
  }

  /// For another invocation.
  public JsonObject toJson() {
    Map<String, Json> members = new LinkedHashMap<>();
    members.put("customerId", new JsonText(customer.value()));
    members.put("requestId", new JsonText(requestId.value()));
    members.put("shard", JsonNumber.of(shard));
    members.put("reservation", new JsonText(reservation.write()));
    members.put("stale", array(stale));
    token.ifPresent(hold -> {
      members.put("token", new JsonText(hold.name()));
      members.put("tokenStale", array(hold.stale()));
    });
    return new JsonObject(members);
  }

  /// Reads what [#toJson] wrote; empty when it is something else.
  public static Optional<Permit> of(JsonObject json) {
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
            json.text("token").map(name -> new TokenHold(name, texts(json, "tokenStale")))));
  }

  private static JsonArray array(List<String> texts) {
    return new JsonArray(texts.stream().<Json>map(JsonText::new).toList());
  }

  private static List<String> texts(JsonObject json, String name) {
    return json.array(name).stream().flatMap(Permit::texts).toList();
  }

  private static Stream<String> texts(JsonArray array) {
    return array.elements().stream()
        .flatMap(
            element -> element instanceof JsonText(String text) ? Stream.of(text) : Stream.empty());
  }
}
