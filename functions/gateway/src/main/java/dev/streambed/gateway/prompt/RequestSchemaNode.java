package dev.streambed.gateway.prompt;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A position in a request body, identified by the member names that lead to it, where something
/// other than text may be. Everything at other positions is text, whatever it looks like: the input
/// of a tool may also have a member `bytes`, and the model reads it as text.
final class RequestSchemaNode {

  /// What the value at a position means.
  enum Role {
    TEXT,
    /// The maximum of output tokens.
    MAXIMUM,
    /// The number of answers.
    ANSWERS,
    /// A budget of thinking tokens.
    BUDGET,
    /// A reasoning effort that may add to the maximum.
    EFFORT,
    /// Bedrock's service tier, or a latency that has prices of its own.
    TIER,
    /// An object that holds an image, a document, a video or audio.
    IMAGE,
    DOCUMENT,
    VIDEO,
    AUDIO,
    /// An attachment object that names its own kind.
    SOURCE,
    /// A member that gives the format.
    FORMAT,
    /// The content in base64.
    DATA,
    /// A reference to the content.
    REFERENCE,
    /// The content in base64 or as a URL, without a format.
    DATA_OR_URL
  }

  static final RequestSchemaNode TEXT = new RequestSchemaNode(Role.TEXT);
  static final RequestSchemaNode ROOT = root();

  private final Role role;
  private final Map<String, RequestSchemaNode> members = new HashMap<>();
  private RequestSchemaNode element = this;

  private RequestSchemaNode(Role role) {
    this.role = role;
  }

  Role role() {
    return role;
  }

  RequestSchemaNode member(String name) {
    return members.getOrDefault(name, TEXT);
  }

  /// The node of the elements of a list.
  RequestSchemaNode element() {
    return element;
  }

  private static RequestSchemaNode root() {
    RequestSchemaNode root = new RequestSchemaNode(Role.TEXT);
    bound(root);
    // Converse hands them on as members of the model's own request.
    root.put("additionalModelRequestFields", root);
    RequestSchemaNode block = block();
    root.put("messages", list(new RequestSchemaNode(Role.TEXT).put("content", list(block))));
    root.put("system", list(block));
    // Cohere's, Nova's, Titan's and TwelveLabs' embeddings, and models that edit images.
    root.put("inputs", list(new RequestSchemaNode(Role.TEXT).put("content", list(block))));
    root.put("singleEmbeddingParams", block).put("segmentedEmbeddingParams", block);
    root.put("mediaSource", base64Source());
    List.of("inputImage", "images", "image", "init_image", "mask", "maskImage")
        .forEach(name -> root.put(name, list(new RequestSchemaNode(Role.DATA_OR_URL))));
    return root;
  }

  private static void bound(RequestSchemaNode root) {
    RequestSchemaNode configuration = new RequestSchemaNode(Role.TEXT);
    OutputTokenLimit.NAMES.forEach(name -> {
      root.put(name, new RequestSchemaNode(Role.MAXIMUM));
      configuration.put(name, new RequestSchemaNode(Role.MAXIMUM));
    });
    OutputTokenLimit.CONFIGURATIONS.forEach(name -> root.put(name, configuration));
    for (RequestSchemaNode requestSchemaNode : List.of(root, configuration)) {
      OutputTokenLimit.TIMES.forEach(
          name -> requestSchemaNode.put(name, new RequestSchemaNode(Role.ANSWERS)));
      requestSchemaNode.put(
          "thinking",
          new RequestSchemaNode(Role.TEXT)
              .put("budget_tokens", new RequestSchemaNode(Role.BUDGET)));
      RequestSchemaNode reasoning = new RequestSchemaNode(Role.TEXT);
      reasoning
          .put("budget_tokens", new RequestSchemaNode(Role.BUDGET))
          .put("type", new RequestSchemaNode(Role.EFFORT));
      requestSchemaNode.put("reasoningConfig", reasoning).put("reasoning_config", reasoning);
    }
    root.put("service_tier", new RequestSchemaNode(Role.TIER));
    root.put(
        "serviceTier",
        new RequestSchemaNode(Role.TIER).put("type", new RequestSchemaNode(Role.TIER)));
    root.put(
        "performanceConfig",
        new RequestSchemaNode(Role.TEXT).put("latency", new RequestSchemaNode(Role.TIER)));
  }

  /// A content block of a message: Anthropic's, Converse's and Nova's, and that of chat
  /// completions.
  private static RequestSchemaNode block() {
    RequestSchemaNode block = new RequestSchemaNode(Role.TEXT);
    RequestSchemaNode blocks = list(block);
    block.put("image", media(Role.IMAGE)).put("document", media(Role.DOCUMENT));
    block.put("video", media(Role.VIDEO)).put("audio", media(Role.AUDIO));
    RequestSchemaNode source =
        new RequestSchemaNode(Role.SOURCE).put("data", new RequestSchemaNode(Role.DATA));
    source
        .put("type", new RequestSchemaNode(Role.FORMAT))
        .put("media_type", new RequestSchemaNode(Role.FORMAT));
    source
        .put("url", new RequestSchemaNode(Role.REFERENCE))
        .put("file_id", new RequestSchemaNode(Role.REFERENCE));
    block.put("source", source.put("content", blocks));
    block.put("content", blocks);
    block.put("guardContent", new RequestSchemaNode(Role.TEXT).put("image", media(Role.IMAGE)));
    block.put("toolResult", new RequestSchemaNode(Role.TEXT).put("content", blocks));
    block.put(
        "image_url",
        new RequestSchemaNode(Role.DATA_OR_URL)
            .put("url", new RequestSchemaNode(Role.DATA_OR_URL)));
    block.put(
        "video_url",
        new RequestSchemaNode(Role.VIDEO).put("url", new RequestSchemaNode(Role.DATA)));
    block.put(
        "input_audio",
        new RequestSchemaNode(Role.AUDIO).put("data", new RequestSchemaNode(Role.DATA)));
    block.put(
        "file",
        new RequestSchemaNode(Role.DOCUMENT).put("file_data", new RequestSchemaNode(Role.DATA)));
    return block;
  }

  private static RequestSchemaNode media(Role role) {
    RequestSchemaNode source =
        new RequestSchemaNode(Role.TEXT).put("bytes", new RequestSchemaNode(Role.DATA));
    source.put(
        "s3Location",
        new RequestSchemaNode(Role.TEXT).put("uri", new RequestSchemaNode(Role.REFERENCE)));
    return new RequestSchemaNode(role)
        .put("source", source)
        .put("format", new RequestSchemaNode(Role.FORMAT));
  }

  private static RequestSchemaNode base64Source() {
    RequestSchemaNode video =
        new RequestSchemaNode(Role.VIDEO).put("base64String", new RequestSchemaNode(Role.DATA));
    return video.put(
        "s3Location",
        new RequestSchemaNode(Role.TEXT).put("uri", new RequestSchemaNode(Role.REFERENCE)));
  }

  private static RequestSchemaNode list(RequestSchemaNode element) {
    RequestSchemaNode list = new RequestSchemaNode(element.role);
    list.members.putAll(element.members);
    list.element = element;
    return list;
  }

  private RequestSchemaNode put(String name, RequestSchemaNode requestSchemaNode) {
    members.put(name, requestSchemaNode);
    return this;
  }
}
