package dev.streambed.gateway.limit;

import dev.streambed.gateway.vocabulary.Estimate;
import dev.streambed.gateway.vocabulary.ModelId;
import dev.streambed.gateway.vocabulary.Transport;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What is set aside for an answer until it is settled, and all that its record needs when nobody
/// settles it.
///
/// @param at the admission, in whole milliseconds: decides the windows, and stands in the record
/// @param until when it must have been settled
/// @param nanoDollars 0 when the model has no price
/// @param nonce tells this reservation from every other of the same request id; of an answer on a
///   connection it ends with `@` and the connection's id, which earlier versions take for a part of
///   it
public record Reservation(
    Instant at,
    Instant until,
    Estimate estimate,
    long nanoDollars,
    ModelId model,
    Transport transport,
    boolean streamed,
    String nonce) {

  private static final String VERSION = "1";
  private static final int FIELDS = 10;
  private static final char CONNECTION = '@';

  static Reservation of(Wanted wanted, Instant now, String nonce) {
    Instant at = now.truncatedTo(ChronoUnit.MILLIS);
    return new Reservation(
        at,
        at.plusSeconds(wanted.lease().toSeconds()),
        wanted.estimate(),
        wanted.nanoDollars().orElse(0),
        wanted.model(),
        wanted.transport(),
        wanted.streamed(),
        wanted.connection().isEmpty() ? nonce : nonce + CONNECTION + wanted.connection());
  }

  /// The connection that the answer goes to; empty when it goes back on the call's own way.
  public Optional<String> connection() {
    int end = nonce.indexOf(CONNECTION);
    return end < 0 ? Optional.empty() : Optional.of(nonce.substring(end + 1));
  }

  /// As it stands in the item; short, because every open answer makes every write of the item
  /// dearer.
  String write() {
    return String.join(
        " ",
        VERSION,
        Long.toString(at.toEpochMilli()),
        Long.toString(Duration.between(at, until).toSeconds()),
        Long.toString(estimate.inputTokens()),
        Long.toString(estimate.outputTokens()),
        Long.toString(nanoDollars),
        transport.word(),
        streamed ? "streamed" : "whole",
        nonce,
        model.value());
  }

  /// Empty when it is of a form that this function does not know.
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
        new Estimate(Long.parseLong(fields.get(3)), Long.parseLong(fields.get(4))),
        Long.parseLong(fields.get(5)),
        new ModelId(fields.get(9)),
        transport(fields.get(6)),
        fields.get(7).equals("streamed"),
        fields.get(8));
  }

  private static Transport transport(String word) {
    return Arrays.stream(Transport.values())
        .filter(transport -> transport.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no transport"));
  }
}
