package dev.streambed.gateway.http;

import dev.streambed.gateway.dialect.anthropic.AnthropicModels;
import dev.streambed.gateway.dialect.bedrock.InferenceProfileFormat;
import dev.streambed.gateway.dialect.openai.OpenAiModels;
import dev.streambed.gateway.domain.Diagnosis;
import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.InboundCall;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.response.ProblemFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/// The answer to a call that no route has, in the API that its path belongs to. It says what is
/// missing where an API has such a route.
record UnknownRoute(Problem problem, ProblemFormat format) {

  private static final String STORED =
      "This gateway keeps nothing between requests, so there are no %s here.";
  private static final Pattern BATCHES = Pattern.compile("(messages/)?batches(/.*)?");
  private static final Pattern FILES = Pattern.compile("(files|uploads)(/.*)?");
  private static final Pattern RESPONSES = Pattern.compile("responses/.+|conversations(/.*)?");
  private static final Pattern THREADS =
      Pattern.compile("(assistants|threads|vector_stores)(/.*)?");

  /// @param own the format of paths that belong to no other API
  static UnknownRoute of(InboundCall inboundCall, ProblemFormat own) {
    String path = inboundCall.requestLine().path();
    return Dialects.routeBelowVersion(path)
        .map(route -> new UnknownRoute(problem(inboundCall, sentence(route)), below(inboundCall)))
        .orElseGet(() ->
            Dialects.isBedrocks(path)
                ? new UnknownRoute(
                    problem(inboundCall, Optional.empty()),
                    new InferenceProfileFormat(Optional.empty()))
                : new UnknownRoute(Problem.of(ErrorCode.NOT_FOUND), own));
  }

  private static ProblemFormat below(InboundCall inboundCall) {
    return Dialects.isAnthropics(inboundCall) ? new AnthropicModels() : new OpenAiModels();
  }

  private static Problem problem(InboundCall inboundCall, Optional<String> sentence) {
    return Problem.of(ErrorCode.NOT_FOUND, sentence.orElseGet(() -> unknown(inboundCall)))
        .withDiagnosis(Diagnosis.of("no_such_route"));
  }

  private static Optional<String> sentence(String route) {
    if (RESPONSES.matcher(route).matches()) {
      return Optional.of(
          STORED.formatted("stored responses or conversations")
              + " Send the whole input each time.");
    }
    if (FILES.matcher(route).matches()) {
      return Optional.of(STORED.formatted("files") + " Send them within the messages.");
    }
    if (BATCHES.matcher(route).matches()) {
      return Optional.of(STORED.formatted("batches") + " Send the requests one by one.");
    }
    if (THREADS.matcher(route).matches()) {
      return Optional.of(STORED.formatted("assistants, threads or vector stores"));
    }
    return switch (route) {
      case "completions" ->
          Optional.of("There are no completions without messages here: use chat/completions.");
      case "complete" -> Optional.of("There are no text completions here: use messages.");
      default -> Optional.empty();
    };
  }

  private static String unknown(InboundCall inboundCall) {
    String path = inboundCall.requestLine().path();
    return "There is no %s %s here."
        .formatted(
            inboundCall.requestLine().method(), path.substring(0, Math.min(path.length(), 200)));
  }
}
