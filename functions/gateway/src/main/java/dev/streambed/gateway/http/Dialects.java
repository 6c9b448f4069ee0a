package dev.streambed.gateway.http;

import dev.streambed.gateway.dialect.DialectAdapter;
import dev.streambed.gateway.dialect.ModelListCall;
import dev.streambed.gateway.dialect.ModelListFormat;
import dev.streambed.gateway.dialect.ModelPath;
import dev.streambed.gateway.dialect.aisdk.AiSdkDialect;
import dev.streambed.gateway.dialect.anthropic.AnthropicModels;
import dev.streambed.gateway.dialect.anthropic.MessagesDialect;
import dev.streambed.gateway.dialect.anthropic.TokenCountDialect;
import dev.streambed.gateway.dialect.bedrock.BedrockDialect;
import dev.streambed.gateway.dialect.openai.OpenAiDialect;
import dev.streambed.gateway.dialect.openai.OpenAiModels;
import dev.streambed.gateway.domain.InboundCall;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds the API that a path belongs to. The classes of one are loaded when it is first called.
final class Dialects {

  private static final String BEDROCK = "/model/";
  private static final String VERSION_1 = "/v1/";
  private static final String ANTHROPIC = "/anthropic/v1/";
  private static final String OPENAI = "/openai/v1/";
  private static final String MESSAGES = "messages";
  private static final String TOKEN_COUNTS = "messages/count_tokens";
  private static final String ANTHROPIC_VERSION = "anthropic-version";
  private static final String UI_CHAT = "/ui/chat";

  private static final String MODELS = "models";

  private Dialects() {}

  /// The adapter of a `POST` to a path; empty when no API has it.
  static Optional<DialectAdapter> adapterOf(String path) {
    if (path.startsWith(BEDROCK)) {
      return BedrockDialect.of(path.substring(BEDROCK.length()));
    }
    if (path.startsWith(ANTHROPIC)) {
      return anthropic(path.substring(ANTHROPIC.length()));
    }
    if (path.startsWith(OPENAI)) {
      return OpenAiDialect.of(path.substring(OPENAI.length()));
    }
    if (path.equals(UI_CHAT)) {
      return Optional.of(new AiSdkDialect());
    }
    return path.startsWith(VERSION_1)
        ? withoutPrefix(path.substring(VERSION_1.length()))
        : Optional.empty();
  }

  /// Whether a path is one of Bedrock's own API.
  static boolean isBedrocks(String path) {
    return path.startsWith(BEDROCK);
  }

  /// What follows the version in a path of Anthropic's or OpenAI's API; empty for any other path.
  static Optional<String> routeBelowVersion(String path) {
    return Stream.of(ANTHROPIC, OPENAI, VERSION_1)
        .filter(path::startsWith)
        .findFirst()
        .map(prefix -> path.substring(prefix.length()));
  }

  /// Whether a call whose path has a version speaks Anthropic's API, not OpenAI's.
  static boolean isAnthropics(InboundCall inboundCall) {
    String path = inboundCall.requestLine().path();
    return path.startsWith(ANTHROPIC)
        || path.startsWith(VERSION_1 + MESSAGES)
        || (path.startsWith(VERSION_1) && inboundCall.headers().get(ANTHROPIC_VERSION).isPresent());
  }

  // Both APIs have the same version in their paths, and no other route in common.
  private static Optional<DialectAdapter> withoutPrefix(String route) {
    return route.startsWith(MESSAGES) ? anthropic(route) : OpenAiDialect.of(route);
  }

  private static Optional<DialectAdapter> anthropic(String route) {
    return switch (route) {
      case MESSAGES -> Optional.of(new MessagesDialect());
      case TOKEN_COUNTS -> Optional.of(new TokenCountDialect());
      default -> Optional.empty();
    };
  }

  /// The list of models that a `GET` asks for; empty when it asks for none.
  static Optional<ModelListCall> modelListOf(InboundCall inboundCall) {
    String path = inboundCall.requestLine().path();
    if (path.startsWith(OPENAI)) {
      return modelList(path.substring(OPENAI.length()), new OpenAiModels());
    }
    if (path.startsWith(ANTHROPIC)) {
      return modelList(path.substring(ANTHROPIC.length()), new AnthropicModels());
    }
    if (!path.startsWith(VERSION_1)) {
      return Optional.empty();
    }
    // Both APIs have this path. Anthropic's clients send their version with it.
    return modelList(
        path.substring(VERSION_1.length()),
        isAnthropics(inboundCall) ? new AnthropicModels() : new OpenAiModels());
  }

  private static Optional<ModelListCall> modelList(String path, ModelListFormat format) {
    if (path.equals(MODELS)) {
      return Optional.of(new ModelListCall(format, Optional.empty()));
    }
    return path.startsWith(MODELS + "/")
        ? Optional.of(
            new ModelListCall(
                format, Optional.of(ModelPath.decode(path.substring(MODELS.length() + 1)))))
        : Optional.empty();
  }
}
