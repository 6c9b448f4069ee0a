package dev.streambed.cli.smoke;

import java.util.Optional;

/// The UI messages of the AI SDK's `useChat`.
record AiSdkDialect() implements Dialect {

  @Override
  public String name() {
    return "AI SDK useChat";
  }

  @Override
  public Optional<Call> whole(Prompt prompt, String key) {
    return Optional.empty();
  }

  @Override
  public Optional<Call> streamed(Prompt prompt, String key) {
    String message =
        "{\"id\":\"m1\",\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"text\":%s}]}"
            .formatted(Prompt.quoted(prompt.text()));
    String body =
        "{\"id\":\"smoke\",\"trigger\":\"submit-message\",\"model\":%s,\"maxOutputTokens\":%d,\"messages\":[%s]}"
            .formatted(prompt.quotedModel(), prompt.maxTokens(), message);
    return Optional.of(Call.post("/ui/chat", body, key));
  }

  @Override
  public Optional<String> faultOfAnswer(HttpReply reply) {
    return Optional.empty();
  }

  @Override
  public Optional<String> faultOfStream(HttpReply reply) {
    SseEvents events = SseEvents.parse(reply.text());
    return Dialect.first(
        Dialect.unlessStatus(reply, 200, "text/event-stream"),
        Dialect.unless(events.beginsWith("start"), "the begin is not start"),
        Dialect.unless(events.has("text-delta"), "no text-delta"),
        Dialect.unless(events.has("finish"), "no finish"),
        Dialect.unless(events.lastData().equals("[DONE]"), "the end is not [DONE]"));
  }

  @Override
  public Optional<String> faultOfError(HttpReply reply, Refusal refusal) {
    return Dialect.first(
        Dialect.unlessStatus(reply, Dialect.status(refusal), "text/plain"),
        Dialect.unless(
            !reply.text().isBlank() && !reply.text().startsWith("{"), "the body is no sentence"));
  }
}
