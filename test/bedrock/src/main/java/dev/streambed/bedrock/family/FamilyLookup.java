package dev.streambed.bedrock.family;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.bedrock.protocol.ModelId;
import java.util.regex.Pattern;

/// Finds the format of a model.
public final class FamilyLookup {

  private static final Pattern OLD_MISTRAL =
      Pattern.compile("mistral-7b|mixtral|mistral-(?:large|small)-24|pixtral");

  private FamilyLookup() {}

  /// The native format of a model, for a request body.
  ///
  /// @param body selects the format where a model has two, or where an ARN does not show it model
  ///   it is
  public static ModelFamily of(ModelId model, JsonNode body) {
    String name = model.name();
    return switch (name.substring(0, Math.max(0, name.indexOf('.')))) {
      case "anthropic" -> anthropic(name, body);
      case "amazon" -> name.startsWith("amazon.titan") ? new Titan() : new Nova();
      case "meta" -> new Llama();
      case "mistral" -> mistral(name, body);
      case "cohere" -> name.startsWith("cohere.command-r") ? new CohereChat() : new CohereCommand();
      case "ai21" -> name.startsWith("ai21.j2") ? new Jurassic() : new Jamba();
      case "twelvelabs" -> new Pegasus();
      case "openai" -> new ChatCompletions();
      default -> byBody(body);
    };
  }

  private static ModelFamily anthropic(String name, JsonNode body) {
    boolean isOld =
        name.startsWith("anthropic.claude-v2") || name.startsWith("anthropic.claude-instant");
    return isOld && body.has("prompt") ? new AnthropicCompletions() : new AnthropicMessages();
  }

  /// Since Magistral, Mistral's models speak chat completions as OpenAI's do.
  private static ModelFamily mistral(String name, JsonNode body) {
    if (!body.has("messages")) {
      return new MistralText();
    }
    return OLD_MISTRAL.matcher(name).find() ? new MistralChat() : new ChatCompletions();
  }

  private static ModelFamily byBody(JsonNode body) {
    if (body.has("anthropic_version")) {
      return new AnthropicMessages();
    }
    if (body.has("inferenceConfig") || body.has("schemaVersion")) {
      return new Nova();
    }
    if (body.has("inputText")) {
      return new Titan();
    }
    return body.has("prompt") ? new TextCompletions() : new ChatCompletions();
  }
}
