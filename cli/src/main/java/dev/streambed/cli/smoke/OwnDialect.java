package dev.streambed.cli.smoke;

import java.util.Optional;

/// The gateway's own API.
record OwnDialect(String streamPath) implements Dialect {

  @Override
  public String name() {
    return "POST /bedrock";
  }

  @Override
  public Optional<Call> whole(Prompt prompt, String key) {
    return call("/bedrock", prompt, key, false);
  }

  @Override
  public Optional<Call> streamed(Prompt prompt, String key) {
    return call(streamPath, prompt, key, true);
  }

  static Optional<Call> call(String path, Prompt prompt, String key, boolean stream) {
    return prompt
        .ownFormat()
        .map(members ->
            Call.post(
                path,
                "{\"modelId\":%s,\"stream\":%b,%s}"
                    .formatted(prompt.quotedModel(), stream, members),
                key));
  }

  @Override
  public Optional<String> faultOfAnswer(HttpReply reply) {
    return Dialect.first(
        Dialect.unlessStatus(reply, 200, "application/json"),
        Dialect.unless(!reply.json().members().isEmpty(), "no JSON object"));
  }

  @Override
  public Optional<String> faultOfStream(HttpReply reply) {
    SseEvents events = SseEvents.parse(reply.text());
    return Dialect.first(
        Dialect.unlessStatus(reply, 200, "text/event-stream"),
        Dialect.unless(events.lastData().equals("[DONE]"), "the end is not [DONE]"),
        Dialect.unless(
            events.all().stream().anyMatch(event -> HttpReply.object(event.data()).has("content")),
            "no chunk of text"));
  }

  @Override
  public Optional<String> faultOfError(HttpReply reply, Refusal refusal) {
    String code = refusal == Refusal.WRONG_KEY ? "unauthenticated" : "model_not_allowed";
    return Dialect.first(
        Dialect.unlessStatus(reply, Dialect.status(refusal), "application/json"),
        Dialect.unless(
            reply.json().text("error").isPresent() && reply.json().text("requestId").isPresent(),
            "not {error, code, requestId}"),
        Dialect.unless(
            reply.json().text("code").filter(code::equals).isPresent(), "the code is not " + code));
  }
}
