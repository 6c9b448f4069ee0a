package dev.streambed.gateway.dialect.openai;

import dev.streambed.gateway.dialect.converse.ConverseRequest;
import dev.streambed.gateway.dialect.converse.InvalidRequestException;
import dev.streambed.gateway.dialect.converse.ReasoningEffort;
import dev.streambed.gateway.dialect.converse.RequestMembers;
import dev.streambed.gateway.domain.ModelResolver;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonBoolean;
import dev.streambed.gateway.json.JsonNull;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonObjectBuilder;
import dev.streambed.gateway.json.JsonString;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Reads the body of `POST /v1/responses`. Not thread-safe.
final class ResponsesRequestReader {

  private static final String ENCRYPTED = "reasoning.encrypted_content";

  /// What needs a server that keeps answers.
  private static final List<String> KEPT =
      List.of("background", "conversation", "previous_response_id", "prompt");

  /// What an answer repeats of its request.
  private static final List<String> ECHOED =
      List.of(
          "max_output_tokens",
          "parallel_tool_calls",
          "reasoning",
          "temperature",
          "text",
          "tool_choice",
          "top_p",
          "metadata");

  private final JsonObject body;
  private final RequestMembers request;
  private final ConverseRequest converse;
  private final ToolNames toolNames = new ToolNames();

  private ResponsesRequestReader(JsonObject body, RequestMembers request, ModelResolver aliases) {
    this.body = body;
    this.request = request;
    this.converse = ConverseRequest.of(request, aliases);
  }

  /// A request and what its answer needs of it.
  ///
  /// @param echo the members that the answer repeats
  /// @param hasEncryptedReasoning whether reasoning is wanted in a form that can be sent back
  record Parsed(
      ParsedOpenAiRequest request,
      ToolNames toolNames,
      JsonObject echo,
      boolean hasEncryptedReasoning) {}

  /// @throws InvalidRequestException when it cannot be said to Bedrock
  static Parsed read(Json body, ModelResolver aliases) {
    RequestMembers request = RequestMembers.of(body, "");
    return new ResponsesRequestReader((JsonObject) body, request, aliases).read();
  }

  private Parsed read() {
    refuseWhatNeedsMemory();
    new ResponsesInput(converse, toolNames).read(request);
    OptionalLong maximum = request.count("max_output_tokens");
    converse.setMaximum(maximum);
    CommonOptions.read(request, converse);
    readTools();
    readReasoning(maximum);
    readText();
    boolean hasEncryptedReasoning = request.list("include").contains(new JsonString(ENCRYPTED));
    boolean streamed = request.isTrue("stream");
    boolean cachesExplicitly = CommonOptions.cachesExplicitly(request);
    finish();
    return new Parsed(
        new ParsedOpenAiRequest(
            converse, request.requiredText("model"), streamed, true, cachesExplicitly),
        toolNames,
        echo(),
        hasEncryptedReasoning);
  }

  private void refuseWhatNeedsMemory() {
    for (String name : KEPT) {
      if (request.value(name).filter(value -> !CommonOptions.isOff(value)).isPresent()) {
        throw request.invalid(
            name,
            "is not supported: nothing is kept here between requests; send the whole conversation"
                + " as 'input'");
      }
    }
  }

  private void readTools() {
    ToolConfig tools = new ToolConfig();
    request.objects("tools").forEach(tool -> readTool(tool, tools));
    tools.choose(request, false);
    request.flag("parallel_tool_calls").ifPresent(tools::setParallel);
    tools.addTo(converse, converse.conversation().calledTools());
  }

  private void readTool(RequestMembers tool, ToolConfig tools) {
    String type = tool.requiredText("type");
    if (type.equals("namespace")) {
      readNamespace(tool, tools);
    } else if (type.startsWith("web_search")) {
      converse.warn(tool.path() + ": '" + type + "' is left out, because Bedrock does not have it");
    } else {
      addFunction(tool, Optional.empty(), tools);
    }
  }

  private void readNamespace(RequestMembers namespace, ToolConfig tools) {
    Optional<String> name = Optional.of(namespace.requiredText("name"));
    namespace.passOver("description");
    for (RequestMembers tool : namespace.objects("tools")) {
      addFunction(tool, name, tools);
    }
    namespace.finish();
  }

  private void addFunction(RequestMembers tool, Optional<String> namespace, ToolConfig tools) {
    if (!tool.requiredText("type").equals("function")) {
      throw tool.invalid("type", "must be 'function', 'namespace' or 'web_search'");
    }
    // They are about tools that the server itself runs or looks for.
    tool.passOver("defer_loading", "output_schema", "allowed_callers");
    tools.add(tool, toolNames.flat(namespace, tool.requiredText("name")));
  }

  private void readReasoning(OptionalLong maximum) {
    request
        .object("reasoning")
        .ifPresent(reasoning -> {
          reasoning.passOver("summary", "generate_summary", "context");
          reasoning
              .text("effort")
              .map(effort -> new ReasoningEffort(effort, "reasoning.effort"))
              .ifPresent(effort -> effort.addTo(converse, maximum));
          reasoning.finish();
        });
  }

  private void readText() {
    request
        .object("text")
        .ifPresent(text -> {
          text.object("format")
              .ifPresent(format -> CommonOptions.readFormat(format, false, converse));
          text.text("verbosity")
              .filter(verbosity -> !verbosity.equals("medium"))
              .ifPresent(
                  _ -> converse.warn("text.verbosity: models of Bedrock have no such thing"));
          text.finish();
        });
  }

  private void finish() {
    // Answers are never kept, whatever `store` says.
    request.passOver("store", "client_metadata", "max_tool_calls");
    request
        .object("stream_options")
        .ifPresent(options -> {
          options.passOver("include_obfuscation");
          options.finish();
        });
    request.refuseUnless("truncation", value -> value.equals(new JsonString("disabled")));
    request.refuseUnless("context_management", CommonOptions::isOff);
    request.finish();
  }

  private JsonObject echo() {
    JsonObjectBuilder echo = new JsonObjectBuilder();
    ECHOED.forEach(name -> echo.put(name, body.get(name).orElseGet(() -> byDefault(name))));
    return echo.build();
  }

  private static Json byDefault(String name) {
    return switch (name) {
      case "parallel_tool_calls" -> new JsonBoolean(true);
      case "tool_choice" -> new JsonString("auto");
      case "metadata" -> JsonObject.EMPTY;
      case "text" -> JsonObjectBuilder.of("format", JsonObjectBuilder.of("type", "text").build());
      default -> new JsonNull();
    };
  }
}
