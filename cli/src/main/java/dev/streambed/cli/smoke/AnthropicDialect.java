package dev.streambed.cli.smoke;

import dev.streambed.gateway.json.JsonObject;
import java.util.Optional;

/// Anthropic's Messages API.
record AnthropicDialect() implements Dialect {

  @Override
  public String name() {
    return "Anthropic Messages";
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
        "{\"model\":%s,\"max_tokens\":%d,\"stream\":%b,\"messages\":%s}"
            .formatted(prompt.quotedModel(), prompt.maxTokens(), stream, prompt.messages());
    return Call.post("/v1/messages", body, key).with("anthropic-version", "2023-06-01");
  }

  @Override
  public Optional<String> faultOfAnswer(HttpReply reply) {
    JsonObject answer = reply.json();
    return Dialect.first(
        Dialect.unlessStatus(reply, 200, "application/json"),
        Dialect.unless(
            answer.text("type").filter("message"::equals).isPresent()
                && answer.array("content").isPresent(),
            "no message"),
        Dialect.unless(
            answer.objectOrEmpty("usage").count("output_tokens").isPresent(), "no usage"));
  }

  @Override
  public Optional<String> faultOfStream(HttpReply reply) {
    SseEvents events = SseEvents.parse(reply.text());
    return Dialect.first(
        Dialect.unlessStatus(reply, 200, "text/event-stream"),
        Dialect.unless(events.beginsWith("message_start"), "the begin is not message_start"),
        Dialect.unless(events.has("content_block_delta"), "no content_block_delta"),
        Dialect.unless(events.endsWith("message_stop"), "the end is not message_stop"));
  }

  @Override
  public Optional<String> faultOfError(HttpReply reply, Refusal refusal) {
    String type = refusal == Refusal.WRONG_KEY ? "authentication_error" : "permission_error";
    JsonObject error = reply.json().objectOrEmpty("error");
    return Dialect.first(
        Dialect.unlessStatus(reply, Dialect.status(refusal), "application/json"),
        Dialect.unless(
            reply.json().text("type").filter("error"::equals).isPresent()
                && error.text("message").isPresent(),
            "not {type: error, error: {type, message}}"),
        Dialect.unless(
            error.text("type").filter(type::equals).isPresent(), "the type is not " + type));
  }
}
