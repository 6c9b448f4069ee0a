package dev.streambed.cli.smoke;

import dev.streambed.gateway.json.JsonObject;
import java.util.Optional;

/// OpenAI's chat completions.
record ChatCompletionsDialect() implements Dialect {

  @Override
  public String name() {
    return "OpenAI chat completions";
  }

  @Override
  public Optional<Call> whole(Prompt prompt, String key) {
    return Optional.of(call(prompt, key, false));
  }

  @Override
  public Optional<Call> streamed(Prompt prompt, String key) {
    return Optional.of(call(prompt, key, true));
  }

  private static Call call(Prompt prompt, String key, boolean stream) {
    String body =
        "{\"model\":%s,\"max_completion_tokens\":%d,\"stream\":%b,\"messages\":%s}"
            .formatted(prompt.quotedModel(), prompt.maxTokens(), stream, prompt.messages());
    return Call.post("/v1/chat/completions", body, key);
  }

  @Override
  public Optional<String> faultOfAnswer(HttpReply reply) {
    return Dialect.first(
        Dialect.unlessStatus(reply, 200, "application/json"),
        Dialect.unless(
            reply.json().text("object").filter("chat.completion"::equals).isPresent()
                && reply.json().array("choices").isPresent(),
            "no chat.completion"),
        Dialect.unless(
            reply.json().objectOrEmpty("usage").count("completion_tokens").isPresent(),
            "no usage"));
  }

  @Override
  public Optional<String> faultOfStream(HttpReply reply) {
    SseEvents events = SseEvents.parse(reply.text());
    return Dialect.first(
        Dialect.unlessStatus(reply, 200, "text/event-stream"),
        Dialect.unless(events.lastData().equals("[DONE]"), "the end is not [DONE]"),
        Dialect.unless(
            events.all().stream()
                .map(event -> HttpReply.object(event.data()))
                .anyMatch(chunk ->
                    chunk.text("object").filter("chat.completion.chunk"::equals).isPresent()),
            "no chat.completion.chunk"));
  }

  @Override
  public Optional<String> faultOfError(HttpReply reply, Refusal refusal) {
    return openAiFault(reply, refusal);
  }

  static Optional<String> openAiFault(HttpReply reply, Refusal refusal) {
    String code = refusal == Refusal.WRONG_KEY ? "invalid_api_key" : "model_not_allowed";
    JsonObject error = reply.json().objectOrEmpty("error");
    return Dialect.first(
        Dialect.unlessStatus(reply, Dialect.status(refusal), "application/json"),
        Dialect.unless(
            error.text("message").isPresent() && error.text("type").isPresent(),
            "not {error: {message, type, code}}"),
        Dialect.unless(
            error.text("code").filter(code::equals).isPresent(), "the code is not " + code));
  }
}
