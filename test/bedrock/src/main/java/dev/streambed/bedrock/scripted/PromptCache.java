package dev.streambed.bedrock.scripted;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.bedrock.family.CacheUsage;
import dev.streambed.bedrock.protocol.ModelId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/// The prompts that requests have marked for caching, of Claude and Nova: behind a `cachePoint` of
/// Converse's, or a block with Anthropic's `cache_control`. Thread-safe.
///
/// As at Bedrock, tools precede the system prompt, and that the messages; what is shorter than
/// 1,024 tokens is not cached, and an entry lives for five minutes, or an hour, after its last use.
final class PromptCache {

  private static final int LEAST_TOKENS = 1024;
  private static final Duration SHORT = Duration.ofMinutes(5);
  private static final Duration LONG = Duration.ofHours(1);

  /// When each prompt is dropped, by its hash.
  private final Map<String, Instant> entries = new HashMap<>();

  /// What the cache does for a request.
  ///
  /// @param inputTokens all that the model has to read
  synchronized CacheUsage use(ModelId model, JsonNode body, int inputTokens, Instant now) {
    if (!caches(model) || !isMarked(body)) {
      return CacheUsage.NONE;
    }
    entries.values().removeIf(end -> !end.isAfter(now));
    PromptPrefix prefix = new PromptPrefix(model.name());
    Found found = new Found(now);
    for (JsonNode tools : new JsonNode[] {body.path("tools"), body.at("/toolConfig/tools")}) {
      tools.forEach(tool -> add(prefix, tool, found));
    }
    addContent(prefix, body.path("system"), found);
    for (JsonNode message : body.path("messages")) {
      prefix.add(message.path("role").asText());
      addContent(prefix, message.path("content"), found);
    }
    return found.usage(inputTokens);
  }

  private static boolean caches(ModelId model) {
    return model.name().startsWith("anthropic.") || model.name().startsWith("amazon.nova-");
  }

  // Most prompts are not, and need no hashes.
  private static boolean isMarked(JsonNode body) {
    return body.findValue("cachePoint") != null || body.findValue("cache_control") != null;
  }

  private void addContent(PromptPrefix prefix, JsonNode content, Found found) {
    if (content.isTextual()) {
      prefix.addText(content.textValue());
    } else {
      content.forEach(block -> add(prefix, block, found));
    }
  }

  private void add(PromptPrefix prefix, JsonNode block, Found found) {
    JsonNode mark = block.has("cachePoint") ? block.get("cachePoint") : block.path("cache_control");
    if (!block.has("cachePoint")) {
      prefix.addBlock(unmarked(block));
    }
    String hash = HexFormat.of().formatHex(prefix.hash());
    if (entries.computeIfPresent(hash, (_, end) -> later(end, found.now.plus(SHORT))) != null) {
      found.read = prefix.tokens();
    }
    if (mark.isObject() && prefix.tokens() >= LEAST_TOKENS) {
      found.isForAnHour = mark.path("ttl").asText().equals("1h");
      found.marked = prefix.tokens();
      entries.put(hash, found.now.plus(found.isForAnHour ? LONG : SHORT));
    }
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static JsonNode unmarked(JsonNode block) {
    return block.has("cache_control")
        ? ((ObjectNode) block).deepCopy().without("cache_control")
        : block;
  }

  /// What one request has found. Not thread-safe.
  private static final class Found {

    private final Instant now;
    private int read;
    private int marked;
    private boolean isForAnHour;

    private Found(Instant now) {
      this.now = now;
    }

    private CacheUsage usage(int inputTokens) {
      int ofCache = Math.min(marked, inputTokens);
      int ofRead = Math.min(read, ofCache);
      int written = ofCache - ofRead;
      return isForAnHour ? new CacheUsage(ofRead, 0, written) : new CacheUsage(ofRead, written, 0);
    }
  }
}
