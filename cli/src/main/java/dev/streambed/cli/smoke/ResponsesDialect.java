package dev.streambed.cli.smoke;

import java.util.Optional;

/// OpenAI's Responses.
record ResponsesDialect() implements Dialect {

  @Override
  public String name() {
    return "OpenAI Responses";
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
        "{\"model\":%s,\"max_output_tokens\":%d,\"stream\":%b,\"input\":%s}"
            .formatted(
                prompt.quotedModel(), prompt.maxTokens(), stream, Prompt.quoted(prompt.text()));
    return Call.post("/v1/responses", body, key);
  }

  @Override
  public Optional<String> faultOfAnswer(HttpReply reply) {
    return Dialect.first(
        Dialect.unlessStatus(reply, 200, "application/json"),
        Dialect.unless(
            reply.json().text("object").filter("response"::equals).isPresent()
                && reply.json().array("output").isPresent(),
            "no response"),
        Dialect.unless(
            reply.json().objectOrEmpty("usage").count("output_tokens").isPresent(), "no usage"));
  }

  @Override
  public Optional<String> faultOfStream(HttpReply reply) {
    SseEvents events = SseEvents.parse(reply.text());
    return Dialect.first(
        Dialect.unlessStatus(reply, 200, "text/event-stream"),
        Dialect.unless(events.beginsWith("response.created"), "the begin is not response.created"),
        Dialect.unless(
            events.endsWith("response.completed") || events.endsWith("response.incomplete"),
            "the end is neither response.completed nor response.incomplete"));
  }

  @Override
  public Optional<String> faultOfError(HttpReply reply, Refusal refusal) {
    return ChatCompletionsDialect.openAiFault(reply, refusal);
  }
}
