package dev.streambed.cli.smoke;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The requests, answers and errors of one API. A fault is a clause that says what is wrong; it is
/// absent when nothing is.
interface Dialect {

  /// Why a request is refused.
  enum Refusal {
    WRONG_KEY,
    UNKNOWN_MODEL
  }

  /// All of them.
  ///
  /// @param streamPath of the gateway's own API at this front door
  static List<Dialect> all(String streamPath) {
    return List.of(
        new OwnDialect(streamPath),
        new AnthropicDialect(),
        new ChatCompletionsDialect(),
        new ResponsesDialect(),
        new BedrockDialect(),
        new AiSdkDialect());
  }

  String name();

  /// Absent if this API has streams only, or cannot ask the model.
  Optional<Call> whole(Prompt prompt, String key);

  /// Absent if it cannot ask the model.
  Optional<Call> streamed(Prompt prompt, String key);

  Optional<String> faultOfAnswer(HttpReply reply);

  Optional<String> faultOfStream(HttpReply reply);

  Optional<String> faultOfError(HttpReply reply, Refusal refusal);

  /// The first fault of these.
  @SafeVarargs
  @SuppressWarnings("varargs") // they are only read
  static Optional<String> first(Optional<String>... faults) {
    return Stream.of(faults).flatMap(Optional::stream).findFirst();
  }

  static Optional<String> unless(boolean fine, String fault) {
    return fine ? Optional.empty() : Optional.of(fault);
  }

  static Optional<String> unlessStatus(HttpReply reply, int status, String contentType) {
    return unless(
        reply.status() == status && reply.isOfType(contentType),
        "not status %d with %s".formatted(status, contentType));
  }

  static int status(Refusal refusal) {
    return refusal == Refusal.WRONG_KEY ? 401 : 403;
  }
}
