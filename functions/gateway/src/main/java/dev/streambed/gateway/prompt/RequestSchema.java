package dev.streambed.gateway.prompt;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A place in the body of a model's request where more than text may stand, by the names that lead
/// to it. What stands anywhere else is text, whatever it looks like: a tool's input may have a
/// member `bytes` too, and the model reads it letter by letter.
final class RequestSchema {

  /// What stands there.
  enum Role {
    TEXT,
    /// The most tokens of an answer.
    MAXIMUM,
    /// How many answers.
    ANSWERS,
    /// Tokens to think with.
    BUDGET,
    /// How hard to think, where that adds to the maximum.
    EFFORT,
    /// Bedrock's service tier.
    TIER,
    /// An object that holds an image, a document, a video or audio.
    IMAGE,
    DOCUMENT,
    VIDEO,
    AUDIO,
    /// The same, and which of them a member says.
    SOURCE,
    /// A member that says what format it is of.
    FORMAT,
    /// Its content in base64.
    DATA,
    /// Where its content is, in place of it.
    REFERENCE,
    /// The content in base64 or a URL, with nothing beside it.
    DATA_OR_URL
  }

  static final RequestSchema TEXT = new RequestSchema(Role.TEXT);
  static final RequestSchema ROOT = root();

  private final Role role;
  private final Map<String, RequestSchema> members = new HashMap<>();
  private RequestSchema element = this;

  private RequestSchema(Role role) {
    this.role = role;
  }

  Role role() {
    return role;
  }

  RequestSchema member(String name) {
    return members.getOrDefault(name, TEXT);
  }

  /// What the elements are, when a list stands there.
  RequestSchema element() {
    return element;
  }

  private static RequestSchema root() {
    RequestSchema root = new RequestSchema(Role.TEXT);
    bound(root);
    RequestSchema block = block();
    root.put("messages", list(new RequestSchema(Role.TEXT).put("content", list(block))));
    root.put("system", list(block));
    // Cohere's and Nova's embeddings, Titan's, TwelveLabs', and what makes images of images.
    root.put("inputs", list(new RequestSchema(Role.TEXT).put("content", list(block))));
    root.put("singleEmbeddingParams", block).put("segmentedEmbeddingParams", block);
    root.put("mediaSource", base64Source());
    List.of("inputImage", "images", "image", "init_image", "mask", "maskImage")
        .forEach(name -> root.put(name, list(new RequestSchema(Role.DATA_OR_URL))));
    return root;
  }

  private static void bound(RequestSchema root) {
    RequestSchema configuration = new RequestSchema(Role.TEXT);
    OutputTokenLimit.NAMES.forEach(name -> {
      root.put(name, new RequestSchema(Role.MAXIMUM));
      configuration.put(name, new RequestSchema(Role.MAXIMUM));
    });
    OutputTokenLimit.CONFIGURATIONS.forEach(name -> root.put(name, configuration));
    for (RequestSchema requestSchema : List.of(root, configuration)) {
      OutputTokenLimit.TIMES.forEach(
          name -> requestSchema.put(name, new RequestSchema(Role.ANSWERS)));
      requestSchema.put(
          "thinking",
          new RequestSchema(Role.TEXT).put("budget_tokens", new RequestSchema(Role.BUDGET)));
      RequestSchema reasoning = new RequestSchema(Role.TEXT);
      reasoning
          .put("budget_tokens", new RequestSchema(Role.BUDGET))
          .put("type", new RequestSchema(Role.EFFORT));
      requestSchema.put("reasoningConfig", reasoning).put("reasoning_config", reasoning);
    }
    root.put("service_tier", new RequestSchema(Role.TIER));
    root.put("serviceTier", new RequestSchema(Role.TIER).put("type", new RequestSchema(Role.TIER)));
  }

  /// A part of a message: Anthropic's, Converse's and Nova's, and that of chat completions.
  private static RequestSchema block() {
    RequestSchema block = new RequestSchema(Role.TEXT);
    RequestSchema blocks = list(block);
    block.put("image", media(Role.IMAGE)).put("document", media(Role.DOCUMENT));
    block.put("video", media(Role.VIDEO)).put("audio", media(Role.AUDIO));
    RequestSchema source = new RequestSchema(Role.SOURCE).put("data", new RequestSchema(Role.DATA));
    source
        .put("type", new RequestSchema(Role.FORMAT))
        .put("media_type", new RequestSchema(Role.FORMAT));
    source
        .put("url", new RequestSchema(Role.REFERENCE))
        .put("file_id", new RequestSchema(Role.REFERENCE));
    block.put("source", source.put("content", blocks));
    block.put("content", blocks);
    block.put("toolResult", new RequestSchema(Role.TEXT).put("content", blocks));
    block.put(
        "image_url",
        new RequestSchema(Role.DATA_OR_URL).put("url", new RequestSchema(Role.DATA_OR_URL)));
    block.put("video_url", new RequestSchema(Role.VIDEO).put("url", new RequestSchema(Role.DATA)));
    block.put(
        "input_audio", new RequestSchema(Role.AUDIO).put("data", new RequestSchema(Role.DATA)));
    block.put(
        "file", new RequestSchema(Role.DOCUMENT).put("file_data", new RequestSchema(Role.DATA)));
    return block;
  }

  private static RequestSchema media(Role role) {
    RequestSchema source = new RequestSchema(Role.TEXT).put("bytes", new RequestSchema(Role.DATA));
    source.put(
        "s3Location", new RequestSchema(Role.TEXT).put("uri", new RequestSchema(Role.REFERENCE)));
    return new RequestSchema(role)
        .put("source", source)
        .put("format", new RequestSchema(Role.FORMAT));
  }

  private static RequestSchema base64Source() {
    RequestSchema video =
        new RequestSchema(Role.VIDEO).put("base64String", new RequestSchema(Role.DATA));
    return video.put(
        "s3Location", new RequestSchema(Role.TEXT).put("uri", new RequestSchema(Role.REFERENCE)));
  }

  private static RequestSchema list(RequestSchema element) {
    RequestSchema list = new RequestSchema(element.role);
    list.members.putAll(element.members);
    list.element = element;
    return list;
  }

  private RequestSchema put(String name, RequestSchema requestSchema) {
    members.put(name, requestSchema);
    return this;
  }
}
