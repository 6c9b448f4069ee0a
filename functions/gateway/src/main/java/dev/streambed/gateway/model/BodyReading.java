package dev.streambed.gateway.model;

import dev.streambed.gateway.json.JsonStringBytes;
import dev.streambed.gateway.json.JsonTokens;
import dev.streambed.gateway.vocabulary.Estimate;
import dev.streambed.gateway.vocabulary.ModelId;
import dev.streambed.gateway.vocabulary.Terms;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a model's request once, from its first byte to its last, for all that a reservation rests
/// on. A name that is given twice counts twice. Not thread-safe.
final class BodyReading {

  private final byte[] body;
  private final JsonTokens tokens;
  private final Attachments attachments;
  private final AnswerBound bound;
  private final TextTokens sum = new TextTokens();
  private final Overhead overhead = new Overhead();
  private final Set<String> tiers = new HashSet<>();
  private final List<Place> places = new ArrayList<>();

  /// Where the next value stands, and under which name.
  private Place place = Place.ROOT;

  private String name = "";
  private @Nullable Media media;

  private BodyReading(ModelId model, byte[] body) {
    this.body = body;
    this.tokens = new JsonTokens(body);
    this.attachments = Attachments.of(model);
    this.bound = new AnswerBound(model);
  }

  /// @param body as it goes to Bedrock; valid JSON
  static BodyReading of(ModelId model, byte[] body) {
    BodyReading reading = new BodyReading(model, body);
    reading.read();
    return reading;
  }

  Estimate estimate() {
    long input = sum.tokens() + overhead.tokens();
    return new Estimate(Math.min(Estimate.MOST, input), bound.tokens());
  }

  Terms terms() {
    return new Terms(
        bound.boundedBy(),
        bound.answers(),
        overhead.isCached(),
        overhead.isCachedForAnHour(),
        tiers);
  }

  private void read() {
    while (true) {
      switch (tokens.next()) {
        case OBJECT, ARRAY -> open();
        case CLOSE -> close();
        case NAME -> name();
        case STRING -> string();
        case NUMBER -> scalar(true);
        case WORD -> scalar(false);
        case END -> {
          return;
        }
      }
    }
  }

  private void open() {
    sum.addTokens(Overhead.BRACKET);
    // A list or an object where a number belongs.
    member(tokens.start(), tokens.end(), false);
    places.add(place);
    switch (place.role()) {
      case IMAGE, DOCUMENT, VIDEO, AUDIO, SOURCE ->
          media = new Media(place.role(), tokens.depth(), media);
      default -> {
        // Nothing to collect.
      }
    }
    place = place.element();
  }

  private void close() {
    sum.addTokens(Overhead.BRACKET);
    if (media != null && media.depth() > tokens.depth()) {
      media.addTo(sum, body, attachments);
      media = media.outer();
    }
    if (!places.isEmpty()) {
      places.removeLast();
    }
    valueEnded();
  }

  private void name() {
    sum.addTokens(Overhead.NAME);
    sum.add(new JsonStringBytes(body, tokens.start(), tokens.end()));
    boolean mayBeKnown = tokens.end() - tokens.start() <= Overhead.LONGEST_NAME;
    name = mayBeKnown ? tokens.read() : "";
    overhead.name(name);
    place = container().member(name);
  }

  private void string() {
    sum.addTokens(Overhead.STRING);
    int from = tokens.start();
    int to = tokens.end();
    switch (place.role()) {
      case DATA -> data(from, to);
      case BARE -> sum.addTokens(attachments.bare(body, from, to));
      case ELSEWHERE -> elsewhere(from, to);
      case FORMAT -> format(from, to);
      case TIER -> tiers.add(shortText(from, to));
      case EFFORT -> effort(from, to);
      default -> text(from, to);
    }
    if (overhead.reads(name)) {
      overhead.value(name, shortText(from, to));
    }
    member(from - 1, to + 1, false);
    valueEnded();
  }

  private void data(int from, int to) {
    if (media == null) {
      text(from, to);
    } else {
      media.content(from, to);
    }
  }

  private void elsewhere(int from, int to) {
    text(from, to);
    if (media != null) {
      media.elsewhere();
    }
  }

  private void format(int from, int to) {
    text(from, to);
    if (media != null) {
      media.format(shortText(from, to));
    }
  }

  private void effort(int from, int to) {
    text(from, to);
    if (!shortText(from, to).equals("disabled")) {
      bound.unbounded();
    }
  }

  private void scalar(boolean number) {
    sum.addTokens(Overhead.SCALAR);
    sum.add(body, tokens.start(), tokens.end());
    member(tokens.start(), tokens.end(), number);
    valueEnded();
  }

  private void member(int from, int to, boolean number) {
    switch (place.role()) {
      case MAXIMUM -> bound.maximum(name, places.size() > 1, written(from, to), number);
      case ANSWERS -> bound.answers(written(from, to), number);
      case BUDGET -> bound.budget(written(from, to), number);
      default -> {
        // Text.
      }
    }
  }

  private String written(int from, int to) {
    return new String(body, from, Math.min(to, body.length) - from, StandardCharsets.ISO_8859_1);
  }

  private void text(int from, int to) {
    sum.add(new JsonStringBytes(body, from, to));
  }

  private String shortText(int from, int to) {
    return to - from <= Overhead.LONGEST_NAME ? tokens.read() : "";
  }

  private Place container() {
    return places.isEmpty() ? Place.TEXT : places.getLast();
  }

  // In a list the next value stands where the last one stood.
  private void valueEnded() {
    place = container().element();
    name = "";
  }
}
