package dev.streambed.bedrock.scripted;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The beginning of a prompt, up to a block. Not thread-safe.
final class PromptPrefix {

  private static final int CHARACTERS_PER_TOKEN = 4;

  private final MessageDigest digest = sha256();
  private int characters;

  PromptPrefix(String model) {
    add(model);
  }

  /// Adds what tells prompts apart and is no part of them.
  void add(String mark) {
    digest.update(mark.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }

  void addText(String text) {
    characters += text.length();
    add(text);
  }

  /// Adds a block, of which a text counts without its JSON.
  void addBlock(JsonNode block) {
    String json = block.toString();
    characters +=
        block.path("text").isTextual() ? block.get("text").textValue().length() : json.length();
    add(json);
  }

  int tokens() {
    return characters / CHARACTERS_PER_TOKEN;
  }

  byte[] hash() {
    try {
      return ((MessageDigest) digest.clone()).digest();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
