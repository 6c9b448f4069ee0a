package dev.streambed.gateway.dialect.openai;

import dev.streambed.gateway.dialect.converse.ConverseRequest;
import dev.streambed.gateway.dialect.converse.InvalidRequestException;
import dev.streambed.gateway.dialect.converse.ReasoningEffort;
import dev.streambed.gateway.dialect.converse.RequestMembers;
import dev.streambed.gateway.domain.ModelResolver;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonArray;
import dev.streambed.gateway.json.JsonNumber;
import dev.streambed.gateway.json.JsonString;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Reads the body of `POST /v1/chat/completions`. Not thread-safe.
final class ChatRequestReader {

  /// What Bedrock has nothing for.
  private static final List<String> UNSUPPORTED =
      List.of(
          "audio",
          "frequency_penalty",
          "function_call",
          "functions",
          "logit_bias",
          "prediction",
          "presence_penalty",
          "seed",
          "store",
          "web_search_options");

  private final RequestMembers request;
  private final ConverseRequest converse;

  private ChatRequestReader(RequestMembers request, ModelResolver aliases) {
    this.request = request;
    this.converse = ConverseRequest.of(request, aliases);
  }

  /// @throws InvalidRequestException when it cannot be said to Bedrock
  static ParsedOpenAiRequest read(Json body, ModelResolver aliases) {
    return new ChatRequestReader(RequestMembers.of(body, ""), aliases).read();
  }

  private ParsedOpenAiRequest read() {
    new ChatMessages(converse.conversation()).read(request);
    OptionalLong maximum = maximum();
    converse.setMaximum(maximum);
    CommonOptions.read(request, converse);
    readStop();
    readTools();
    request
        .text("reasoning_effort")
        .map(effort -> new ReasoningEffort(effort, "reasoning_effort"))
        .ifPresent(effort -> effort.addTo(converse, maximum));
    request
        .object("response_format")
        .ifPresent(format -> CommonOptions.readFormat(format, true, converse));
    boolean streamed = request.isTrue("stream");
    boolean includeUsage = includesUsage();
    boolean cachesExplicitly = CommonOptions.cachesExplicitly(request);
    refuse();
    return new ParsedOpenAiRequest(
        converse, request.requiredText("model"), streamed, includeUsage, cachesExplicitly);
  }

  private OptionalLong maximum() {
    OptionalLong old = request.count("max_tokens");
    OptionalLong maximum = request.count("max_completion_tokens");
    if (old.isPresent() && maximum.isPresent() && !old.equals(maximum)) {
      throw request.invalid("max_tokens", "cannot differ from 'max_completion_tokens'");
    }
    return maximum.isPresent() ? maximum : old;
  }

  private void readStop() {
    Optional<Json> stop = request.value("stop");
    if (stop.isEmpty()) {
      return;
    }
    List<Json> sequences =
        stop.get() instanceof JsonArray(var elements) ? elements : List.of(stop.get());
    if (!sequences.stream().allMatch(JsonString.class::isInstance)) {
      throw request.invalid("stop", "must be a string or a list of strings");
    }
    converse.setStopSequences(sequences);
  }

  private void readTools() {
    ToolConfig tools = new ToolConfig();
    for (RequestMembers tool : request.objects("tools")) {
      if (!tool.requiredText("type").equals("function")) {
        throw tool.invalid("type", "must be 'function': Bedrock has no other tools");
      }
      RequestMembers function =
          tool.object("function").orElseThrow(() -> tool.invalid("function", "is missing"));
      tools.add(function, function.requiredText("name"));
      tool.finish();
    }
    tools.choose(request, true);
    request.flag("parallel_tool_calls").ifPresent(tools::setParallel);
    tools.addTo(converse, converse.conversation().calledTools());
  }

  private boolean includesUsage() {
    Optional<RequestMembers> options = request.object("stream_options");
    boolean included = options.map(it -> it.isTrue("include_usage")).orElse(false);
    options.ifPresent(it -> {
      it.passOver("include_obfuscation");
      it.finish();
    });
    return included;
  }

  private void refuse() {
    UNSUPPORTED.forEach(name -> request.refuseUnless(name, CommonOptions::isOff));
    request.refuseUnless("n", value -> value.equals(JsonNumber.of(1)));
    request.refuseUnless(
        "modalities", value -> value.equals(new JsonArray(List.of(new JsonString("text")))));
    request.refuseUnless("verbosity", value -> value.equals(new JsonString("medium")));
    request.finish();
  }
}
