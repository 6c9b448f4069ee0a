package dev.streambed.gateway.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A place in the body of a model's request where more than text may stand, by the names that lead
/// to it. What stands anywhere else is text, whatever it looks like: a tool's input may have a
/// member `bytes` too, and the model reads it letter by letter.
final class Place {

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
    ELSEWHERE,
    /// The content in base64 or a URL, with nothing beside it.
    BARE
  }

  static final Place TEXT = new Place(Role.TEXT);
  static final Place ROOT = root();

  private final Role role;
  private final Map<String, Place> members = new HashMap<>();
  private Place element = this;

  private Place(Role role) {
    this.role = role;
  }

  Role role() {
    return role;
  }

  Place member(String name) {
    return members.getOrDefault(name, TEXT);
  }

  /// What the elements are, when a list stands there.
  Place element() {
    return element;
  }

  private static Place root() {
    Place root = new Place(Role.TEXT);
    bound(root);
    Place block = block();
    root.put("messages", list(new Place(Role.TEXT).put("content", list(block))));
    root.put("system", list(block));
    // Cohere's and Nova's embeddings, Titan's, TwelveLabs', and what makes images of images.
    root.put("inputs", list(new Place(Role.TEXT).put("content", list(block))));
    root.put("singleEmbeddingParams", block).put("segmentedEmbeddingParams", block);
    root.put("mediaSource", base64Source());
    List.of("inputImage", "images", "image", "init_image", "mask", "maskImage")
        .forEach(name -> root.put(name, list(new Place(Role.BARE))));
    return root;
  }

  private static void bound(Place root) {
    Place configuration = new Place(Role.TEXT);
    AnswerBound.NAMES.forEach(name -> {
      root.put(name, new Place(Role.MAXIMUM));
      configuration.put(name, new Place(Role.MAXIMUM));
    });
    AnswerBound.CONFIGURATIONS.forEach(name -> root.put(name, configuration));
    for (Place place : List.of(root, configuration)) {
      AnswerBound.TIMES.forEach(name -> place.put(name, new Place(Role.ANSWERS)));
      place.put("thinking", new Place(Role.TEXT).put("budget_tokens", new Place(Role.BUDGET)));
      Place reasoning = new Place(Role.TEXT);
      reasoning.put("budget_tokens", new Place(Role.BUDGET)).put("type", new Place(Role.EFFORT));
      place.put("reasoningConfig", reasoning).put("reasoning_config", reasoning);
    }
    root.put("service_tier", new Place(Role.TIER));
    root.put("serviceTier", new Place(Role.TIER).put("type", new Place(Role.TIER)));
  }

  /// A part of a message: Anthropic's, Converse's and Nova's, and that of chat completions.
  private static Place block() {
    Place block = new Place(Role.TEXT);
    Place blocks = list(block);
    block.put("image", media(Role.IMAGE)).put("document", media(Role.DOCUMENT));
    block.put("video", media(Role.VIDEO)).put("audio", media(Role.AUDIO));
    Place source = new Place(Role.SOURCE).put("data", new Place(Role.DATA));
    source.put("type", new Place(Role.FORMAT)).put("media_type", new Place(Role.FORMAT));
    source.put("url", new Place(Role.ELSEWHERE)).put("file_id", new Place(Role.ELSEWHERE));
    block.put("source", source.put("content", blocks));
    block.put("content", blocks);
    block.put("toolResult", new Place(Role.TEXT).put("content", blocks));
    block.put("image_url", new Place(Role.BARE).put("url", new Place(Role.BARE)));
    block.put("video_url", new Place(Role.VIDEO).put("url", new Place(Role.DATA)));
    block.put("input_audio", new Place(Role.AUDIO).put("data", new Place(Role.DATA)));
    block.put("file", new Place(Role.DOCUMENT).put("file_data", new Place(Role.DATA)));
    return block;
  }

  private static Place media(Role role) {
    Place source = new Place(Role.TEXT).put("bytes", new Place(Role.DATA));
    source.put("s3Location", new Place(Role.TEXT).put("uri", new Place(Role.ELSEWHERE)));
    return new Place(role).put("source", source).put("format", new Place(Role.FORMAT));
  }

  private static Place base64Source() {
    Place video = new Place(Role.VIDEO).put("base64String", new Place(Role.DATA));
    return video.put("s3Location", new Place(Role.TEXT).put("uri", new Place(Role.ELSEWHERE)));
  }

  private static Place list(Place element) {
    Place list = new Place(element.role);
    list.members.putAll(element.members);
    list.element = element;
    return list;
  }

  private Place put(String name, Place place) {
    members.put(name, place);
    return this;
  }
}
