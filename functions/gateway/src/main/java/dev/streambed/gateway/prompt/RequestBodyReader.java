package dev.streambed.gateway.prompt;

import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.Operation;
import dev.streambed.gateway.domain.PricingParameters;
import dev.streambed.gateway.domain.TokenEstimate;
import dev.streambed.gateway.json.JsonStringByteReader;
import dev.streambed.gateway.json.JsonTokenizer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a request body in one pass and collects everything that the reservation depends on. A
/// duplicate name counts twice. Not thread-safe.
final class RequestBodyReader {

  private final byte[] body;
  private final JsonTokenizer tokens;
  private final AttachmentTokens attachmentTokens;
  private final OutputTokenLimit bound;
  private final TextTokens sum = new TextTokens();
  private final PromptOverhead promptOverhead = new PromptOverhead();
  private final Set<String> tiers = new HashSet<>();
  private final List<RequestSchemaNode> places = new ArrayList<>();

  /// The schema node of the next value.
  private RequestSchemaNode requestSchemaNode = RequestSchemaNode.ROOT;

  private String name = "";

  /// The member of the request itself that the next value is in.
  private String member = "";

  private @Nullable AttachmentCollector attachmentCollector;

  private RequestBodyReader(ModelId model, Operation operation, byte[] body) {
    this.body = body;
    this.tokens = new JsonTokenizer(body);
    this.attachmentTokens = AttachmentTokens.of(model);
    this.bound = new OutputTokenLimit(model, operation);
  }

  /// @param body as it goes to Bedrock; valid JSON
  static RequestBodyReader of(ModelId model, Operation operation, byte[] body) {
    RequestBodyReader reading = new RequestBodyReader(model, operation, body);
    if (model.isStoredPrompt()) {
      reading.sum.addTokens(AttachmentTokens.LONGEST_PROMPT);
    }
    reading.read();
    return reading;
  }

  TokenEstimate estimate() {
    long input = sum.tokens() + promptOverhead.tokens();
    return new TokenEstimate(Math.min(TokenEstimate.MAX_TOKENS, input), bound.tokens());
  }

  PricingParameters terms() {
    return new PricingParameters(
        bound.boundedBy(),
        bound.answers(),
        promptOverhead.isCached(),
        promptOverhead.isCachedForAnHour(),
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
        case LITERAL -> scalar(false);
        case END -> {
          return;
        }
      }
    }
  }

  private void open() {
    sum.addTokens(PromptOverhead.BRACKET);
    // A list or an object in place of a number.
    member(tokens.start(), tokens.end(), false);
    places.add(requestSchemaNode);
    switch (requestSchemaNode.role()) {
      case IMAGE, DOCUMENT, VIDEO, AUDIO, SOURCE ->
          attachmentCollector =
              new AttachmentCollector(
                  requestSchemaNode.role(), tokens.depth(), attachmentCollector);
      default -> {
        // Nothing to collect.
      }
    }
    requestSchemaNode = requestSchemaNode.element();
  }

  private void close() {
    sum.addTokens(PromptOverhead.BRACKET);
    if (attachmentCollector != null && attachmentCollector.depth() > tokens.depth()) {
      attachmentCollector.addTo(sum, body, attachmentTokens);
      attachmentCollector = attachmentCollector.outer();
    }
    if (!places.isEmpty()) {
      places.removeLast();
    }
    valueEnded();
  }

  private void name() {
    sum.addTokens(PromptOverhead.NAME);
    sum.add(new JsonStringByteReader(body, tokens.start(), tokens.end()));
    boolean mayBeKnown = tokens.end() - tokens.start() <= PromptOverhead.LONGEST_NAME;
    name = mayBeKnown ? tokens.read() : "";
    promptOverhead.addName(name);
    if (places.size() == 1) {
      member = name;
      bound.addMember(name);
    }
    requestSchemaNode = container().member(name);
  }

  private void string() {
    sum.addTokens(PromptOverhead.STRING);
    int from = tokens.start();
    int to = tokens.end();
    switch (requestSchemaNode.role()) {
      case DATA -> data(from, to);
      case DATA_OR_URL -> sum.addTokens(attachmentTokens.imageWithoutFormat(body, from, to));
      case REFERENCE -> elsewhere(from, to);
      case FORMAT -> format(from, to);
      case TIER -> tiers.add(shortText(from, to));
      case EFFORT -> effort(from, to);
      default -> text(from, to);
    }
    if (promptOverhead.needsValueOf(name)) {
      promptOverhead.addValue(name, shortText(from, to));
    }
    member(from - 1, to + 1, false);
    valueEnded();
  }

  private void data(int from, int to) {
    if (attachmentCollector == null) {
      text(from, to);
    } else {
      attachmentCollector.addContent(from, to);
    }
  }

  private void elsewhere(int from, int to) {
    text(from, to);
    if (attachmentCollector != null) {
      attachmentCollector.elsewhere();
    }
  }

  private void format(int from, int to) {
    text(from, to);
    if (attachmentCollector != null) {
      attachmentCollector.addFormat(shortText(from, to));
    }
  }

  private void effort(int from, int to) {
    text(from, to);
    if (!shortText(from, to).equals("disabled")) {
      bound.addUnboundedThinking();
    }
  }

  private void scalar(boolean number) {
    sum.addTokens(PromptOverhead.SCALAR);
    sum.add(body, tokens.start(), tokens.end());
    member(tokens.start(), tokens.end(), number);
    valueEnded();
  }

  private void member(int from, int to, boolean number) {
    switch (requestSchemaNode.role()) {
      case MAXIMUM -> bound.addMaximum(name, configuration(), written(from, to), number);
      case ANSWERS -> bound.answers(written(from, to), number);
      case BUDGET -> bound.addThinkingBudget(written(from, to), number);
      default -> {
        // Text.
      }
    }
  }

  private String configuration() {
    return places.size() > 1 ? member : "";
  }

  private String written(int from, int to) {
    return new String(body, from, Math.min(to, body.length) - from, StandardCharsets.ISO_8859_1);
  }

  private void text(int from, int to) {
    sum.add(new JsonStringByteReader(body, from, to));
  }

  private String shortText(int from, int to) {
    return to - from <= PromptOverhead.LONGEST_NAME ? tokens.read() : "";
  }

  private RequestSchemaNode container() {
    return places.isEmpty() ? RequestSchemaNode.TEXT : places.getLast();
  }

  // In a list, the next value has the same schema node as the previous one.
  private void valueEnded() {
    requestSchemaNode = container().element();
    name = "";
  }
}
