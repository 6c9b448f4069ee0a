package dev.streambed.bedrock.scripted;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.bedrock.answer.Answer;
import dev.streambed.bedrock.answer.Ask;
import dev.streambed.bedrock.answer.Model;
import dev.streambed.bedrock.directive.InvalidDirectiveException;
import dev.streambed.bedrock.directive.Words;
import dev.streambed.bedrock.family.Converse;
import dev.streambed.bedrock.family.Families;
import dev.streambed.bedrock.family.Family;
import dev.streambed.bedrock.family.Reading;
import dev.streambed.bedrock.family.Tally;
import dev.streambed.bedrock.family.Turn;
import dev.streambed.bedrock.fault.Afflictions;
import dev.streambed.bedrock.wire.AwsError;
import dev.streambed.bedrock.wire.Json;
import dev.streambed.bedrock.wire.ModelId;
import dev.streambed.bedrock.wire.Operation;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/// Makes answers up. Thread-safe.
public final class ScriptedModel implements Model {

  private static final String UNKNOWN_MODEL = "The provided model identifier is invalid.";
  private static final String NO_TEXT_MODEL =
      "This action doesn't support the model that you provided. Try again with a supported text or chat model.";
  private static final String NO_STREAM = "The model is unsupported for streaming.";
  private static final String MALFORMED =
      "Malformed input request, please reformat your input and try again.";

  private final Script script;
  private final Afflictions afflictions;
  private final Clock clock;

  /// Makes a model.
  ///
  /// @param script what holds where a prompt's directive says nothing
  /// @param afflictions makes things go wrong
  /// @param clock says when an answer was created
  public ScriptedModel(Script script, Afflictions afflictions, Clock clock) {
    this.script = script;
    this.afflictions = afflictions;
    this.clock = clock;
  }

  @Override
  public Answer answer(Ask ask) throws IOException, InterruptedException {
    Optional<ModelId> model = ModelId.of(ask.target().modelId());
    if (model.isEmpty()) {
      return refused(UNKNOWN_MODEL);
    }
    if (model.get().name().contains("embed")) {
      return refused(NO_TEXT_MODEL);
    }
    Optional<JsonNode> body = Json.read(ask.body()).filter(JsonNode::isObject);
    return body.isEmpty() ? refused(MALFORMED) : answer(ask, model.get(), body.get());
  }

  private Answer answer(Ask ask, ModelId model, JsonNode body)
      throws IOException, InterruptedException {
    Operation operation = ask.target().operation();
    if (operation == Operation.COUNT_TOKENS) {
      return TokenCount.answer(model, body);
    }
    Family family = operation.isConverse() ? new Converse() : Families.of(model, body);
    if (operation.isStreamed() && !family.streams()) {
      return refused(NO_STREAM);
    }
    return switch (family.read(body)) {
      case Reading.Invalid(String message) -> refused(message);
      case Reading.Asked asked -> directed(ask, new Question(model, family, body, asked));
    };
  }

  /// A request that its model would answer.
  ///
  /// @param asked what the body asks
  private record Question(ModelId model, Family family, JsonNode body, Reading.Asked asked) {}

  private Answer directed(Ask ask, Question question) throws IOException, InterruptedException {
    try {
      Directive directive = Directive.of(question.asked().text(), script);
      return afflictions.afflict(
          ask,
          directive.faults(),
          _ -> staged(ask.target().operation(), question, directive.script()));
    } catch (InvalidDirectiveException invalid) {
      return refused(invalid.sentence());
    }
  }

  private Answer staged(Operation operation, Question question, Script directed) {
    Performance performance = performance(operation, question, directed);
    if (!operation.isStreamed()) {
      return Staging.whole(performance);
    }
    EventEncoder encoder = new EventEncoder(operation.isConverse(), ThreadLocalRandom.current());
    return Staging.streamed(performance, encoder, question.family().comesInPieces(question.body()));
  }

  private Performance performance(Operation operation, Question question, Script directed) {
    Reading.Asked asked = question.asked();
    String prompt = Words.removedFrom(asked.text());
    String text = directed.text().isEmpty() ? Wording.about(prompt) : directed.text();
    Pieces pieces = Pieces.of(directed, text);
    Pieces allowed = pieces.atMost(asked.mostTokens());
    Tally tally = new Tally(asked.inputTokens(), allowed.count(), allowed.count() < pieces.count());
    Turn turn =
        new Turn(UUID.randomUUID().toString(), question.model(), clock.instant(), asked.text());
    return new Performance(
        question.family(), turn, allowed, tally, directed, operation.isConverse());
  }

  private static Answer refused(String message) {
    return Answer.refused(AwsError.validation(message));
  }
}
