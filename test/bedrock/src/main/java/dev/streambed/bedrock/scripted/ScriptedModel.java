package dev.streambed.bedrock.scripted;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.bedrock.directive.InvalidDirectiveException;
import dev.streambed.bedrock.embedding.EmbeddingFamily;
import dev.streambed.bedrock.family.Converse;
import dev.streambed.bedrock.family.FamilyLookup;
import dev.streambed.bedrock.family.ModelFamily;
import dev.streambed.bedrock.family.ParsedBody;
import dev.streambed.bedrock.fault.FaultInjector;
import dev.streambed.bedrock.model.Answer;
import dev.streambed.bedrock.model.Model;
import dev.streambed.bedrock.model.ModelRequest;
import dev.streambed.bedrock.protocol.AwsError;
import dev.streambed.bedrock.protocol.Json;
import dev.streambed.bedrock.protocol.ModelId;
import dev.streambed.bedrock.protocol.Operation;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
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
  private final FaultInjector faultInjector;
  private final Clock clock;
  private final PromptCache promptCache = new PromptCache();

  /// Makes a model.
  ///
  /// @param script the defaults, which a prompt's directive may change
  /// @param faultInjector injects the requested faults
  /// @param clock for the time when an answer is created
  public ScriptedModel(Script script, FaultInjector faultInjector, Clock clock) {
    this.script = script;
    this.faultInjector = faultInjector;
    this.clock = clock;
  }

  @Override
  public Answer answer(ModelRequest modelRequest) throws IOException, InterruptedException {
    Optional<ModelId> model = ModelId.of(modelRequest.requestTarget().modelId());
    if (model.isEmpty()) {
      return refused(UNKNOWN_MODEL);
    }
    boolean isEmbedding = model.get().name().contains("embed");
    Operation operation = modelRequest.requestTarget().operation();
    if (isEmbedding && operation != Operation.INVOKE) {
      return refused(operation == Operation.INVOKE_STREAM ? NO_STREAM : NO_TEXT_MODEL);
    }
    Optional<JsonNode> body = Json.read(modelRequest.body()).filter(JsonNode::isObject);
    if (body.isEmpty()) {
      return refused(MALFORMED);
    }
    return isEmbedding
        ? embedded(model.get(), body.get())
        : answer(modelRequest, model.get(), body.get());
  }

  private static Answer embedded(ModelId model, JsonNode body) {
    return EmbeddingFamily.of(model)
        .map(embeddingFamily -> EmbeddingAnswer.answer(embeddingFamily, body))
        .orElseGet(() -> refused(NO_TEXT_MODEL));
  }

  private Answer answer(ModelRequest modelRequest, ModelId model, JsonNode body)
      throws IOException, InterruptedException {
    Operation operation = modelRequest.requestTarget().operation();
    if (operation == Operation.COUNT_TOKENS) {
      return CountTokensAnswer.answer(model, body);
    }
    ModelFamily modelFamily =
        operation.isConverse() ? new Converse() : FamilyLookup.of(model, body);
    if (operation.isStreamed() && !modelFamily.streams()) {
      return refused(NO_STREAM);
    }
    return switch (modelFamily.read(model, body)) {
      case ParsedBody.Invalid(String message) -> refused(message);
      case ParsedBody.Valid asked ->
          directed(
              modelRequest,
              new ValidRequest(
                  model, modelFamily, body, asked, RequestOptionsReader.of(modelRequest, body)));
    };
  }

  private Answer directed(ModelRequest modelRequest, ValidRequest question)
      throws IOException, InterruptedException {
    try {
      ScriptDirective scriptDirective = ScriptDirective.of(question.asked().text(), script);
      return faultInjector.inject(
          modelRequest,
          scriptDirective.faultsOf(modelRequest),
          _ -> staged(modelRequest.requestTarget().operation(), question, scriptDirective));
    } catch (InvalidDirectiveException invalid) {
      return refused(invalid.sentence());
    }
  }

  private Answer staged(
      Operation operation, ValidRequest question, ScriptDirective scriptDirective) {
    PlannedAnswer plannedAnswer =
        new AnswerPlanner(question, scriptDirective, promptCache, clock.instant())
            .plan(operation.isConverse());
    if (!operation.isStreamed()) {
      return AnswerBuilder.whole(plannedAnswer);
    }
    EventEncoder encoder = new EventEncoder(operation.isConverse(), ThreadLocalRandom.current());
    return AnswerBuilder.streamed(
        plannedAnswer, encoder, question.modelFamily().comesInChunks(question.body()));
  }

  private static Answer refused(String message) {
    return Answer.refused(AwsError.validation(message));
  }
}
