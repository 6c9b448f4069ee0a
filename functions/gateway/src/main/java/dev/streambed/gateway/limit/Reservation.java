package dev.streambed.gateway.limit;

import dev.streambed.gateway.domain.Dialect;
import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.Operation;
import dev.streambed.gateway.domain.TokenEstimate;
import dev.streambed.gateway.domain.Transport;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What is reserved for an answer until it is settled, with everything that its record needs if the
/// function dies.
///
/// @param admittedAt when it was admitted, in whole milliseconds; determines the windows, and is
///   part of the record
/// @param settleBy when it must be settled
/// @param nanoDollars 0 when the model has no price
/// @param nonce distinguishes this reservation from others with the same request id. It goes on
///   with `!` and the id of the API key, if there is one, and for an answer on a connection with
///   `@` and the connection id; earlier versions treat these as part of it
public record Reservation(
    Instant admittedAt,
    Instant settleBy,
    TokenEstimate tokenEstimate,
    long nanoDollars,
    ModelId model,
    Transport transport,
    Operation operation,
    Dialect dialect,
    String nonce) {

  private static final String VERSION = "1";
  private static final int FIELDS = 10;
  private static final String STREAMED = "streamed";
  private static final String SEPARATOR = ",";
  private static final char KEY = '!';
  private static final char CONNECTION = '@';

  static Reservation of(ReservationRequest reservationRequest, Instant now, String nonce) {
    Instant at = now.truncatedTo(ChronoUnit.MILLIS);
    return new Reservation(
        at,
        at.plusSeconds(reservationRequest.lease().toSeconds()),
        reservationRequest.tokenEstimate(),
        reservationRequest.nanoDollars().orElse(0),
        reservationRequest.model(),
        reservationRequest.transport(),
        reservationRequest.operation(),
        reservationRequest.dialect(),
        nonce
            + following(KEY, reservationRequest.attribution().keyId())
            + following(CONNECTION, reservationRequest.connection()));
  }

  private static String following(char mark, String value) {
    return value.isEmpty() ? "" : mark + value;
  }

  /// The id of the API key that the request was made with; empty when there was none.
  String keyId() {
    int end = nonce.indexOf(CONNECTION);
    String[] parts = (end < 0 ? nonce : nonce.substring(0, end)).split(String.valueOf(KEY), 2);
    return parts.length == 2 ? parts[1] : "";
  }

  /// The connection that the answer is sent to; empty when it is the response of the call itself.
  public Optional<String> connection() {
    int end = nonce.indexOf(CONNECTION);
    return end < 0 ? Optional.empty() : Optional.of(nonce.substring(end + 1));
  }

  /// The text form in the item. It is short, because every open reservation adds to the cost of
  /// every write of the item.
  String write() {
    return String.join(
        " ",
        VERSION,
        Long.toString(admittedAt.toEpochMilli()),
        Long.toString(Duration.between(admittedAt, settleBy).toSeconds()),
        Long.toString(tokenEstimate.inputTokens()),
        Long.toString(tokenEstimate.outputTokens()),
        Long.toString(nanoDollars),
        transport.wireName(),
        kind(),
        nonce,
        model.value());
  }

  /// Parses a reservation; empty when it is in an unknown form.
  static Optional<Reservation> read(String text) {
    List<String> fields = List.of(text.split(" ", -1));
    try {
      return fields.size() == FIELDS && fields.getFirst().equals(VERSION)
          ? Optional.of(read(fields))
          : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static Reservation read(List<String> fields) {
    Instant at = Instant.ofEpochMilli(Long.parseLong(fields.get(1)));
    return new Reservation(
        at,
        at.plusSeconds(Long.parseLong(fields.get(2))),
        new TokenEstimate(Long.parseLong(fields.get(3)), Long.parseLong(fields.get(4))),
        Long.parseLong(fields.get(5)),
        new ModelId(fields.get(9)),
        transport(fields.get(6)),
        operation(fields.get(7)),
        dialect(fields.get(7)),
        fields.get(8));
  }

  // Earlier versions know two words, and read any other as the second.
  private String kind() {
    if (dialect == Dialect.SEED) {
      return operation.isStreamed() ? STREAMED : "whole";
    }
    return operation.wireName() + SEPARATOR + dialect.wireName();
  }

  private static Operation operation(String kind) {
    return Operation.ofWireName(kind.split(SEPARATOR, 2)[0])
        .orElseGet(() -> Operation.invoke(kind.equals(STREAMED)));
  }

  private static Dialect dialect(String kind) {
    return Dialect.ofWireName(kind.substring(kind.indexOf(SEPARATOR) + 1)).orElse(Dialect.SEED);
  }

  private static Transport transport(String word) {
    return Arrays.stream(Transport.values())
        .filter(transport -> transport.wireName().equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no transport"));
  }
}
