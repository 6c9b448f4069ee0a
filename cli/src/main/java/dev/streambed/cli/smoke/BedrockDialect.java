package dev.streambed.cli.smoke;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Bedrock's Converse. Whole answers name the model with `%3A`, streamed ones with a colon.
record BedrockDialect() implements Dialect {

  @Override
  public String name() {
    return "Bedrock Converse";
  }

  @Override
  public Optional<Call> whole(Prompt prompt, String key) {
    String encoded = URLEncoder.encode(prompt.model(), StandardCharsets.UTF_8);
    return Optional.of(call(encoded, "converse", prompt, key));
  }

  @Override
  public Optional<Call> streamed(Prompt prompt, String key) {
    String readable = URLEncoder.encode(prompt.model(), StandardCharsets.UTF_8).replace("%3A", ":");
    return Optional.of(call(readable, "converse-stream", prompt, key));
  }

  private static Call call(String model, String operation, Prompt prompt, String key) {
    String body =
        "{\"messages\":%s,\"inferenceConfig\":{\"maxTokens\":%d}}"
            .formatted(prompt.blocks(), prompt.maxTokens());
    return Call.post("/model/" + model + "/" + operation, body, key);
  }

  @Override
  public Optional<String> faultOfAnswer(HttpReply reply) {
    return Dialect.first(
        Dialect.unlessStatus(reply, 200, "application/json"),
        Dialect.unless(reply.json().object("output").isPresent(), "no output"),
        Dialect.unless(
            reply.json().objectOrEmpty("usage").count("outputTokens").isPresent(), "no usage"));
  }

  @Override
  public Optional<String> faultOfStream(HttpReply reply) {
    EventStreamFrames frames = EventStreamFrames.parse(reply.body());
    return Dialect.first(
        Dialect.unlessStatus(reply, 200, "application/vnd.amazon.eventstream"),
        frames.fault(),
        Dialect.unless(frames.types().contains("contentBlockDelta"), "no contentBlockDelta"),
        Dialect.unless(frames.types().contains("messageStop"), "no messageStop"),
        Dialect.unless(
            !frames.types().isEmpty() && frames.types().getLast().equals("metadata"),
            "the end is not metadata"));
  }

  @Override
  public Optional<String> faultOfError(HttpReply reply, Refusal refusal) {
    return Dialect.first(
        Dialect.unlessStatus(reply, 403, "application/json"),
        Dialect.unless(
            reply.header("x-amzn-errortype").startsWith("AccessDeniedException"),
            "x-amzn-errortype is not AccessDeniedException"),
        Dialect.unless(
            reply.json().text("message").isPresent() || reply.json().text("Message").isPresent(),
            "no message"));
  }
}
