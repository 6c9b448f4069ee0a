package dev.streambed.e2e.caller;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.local.domain.Json;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A question to Amazon Nova in the format of `POST /bedrock`.
///
/// @param model the model's id
/// @param directive instructions for the scripted model, such as `pieces=3`
/// @param marker distinguishes this question from all others
/// @param streamed whether the answer is streamed
/// @param includeUsage whether the usage is requested
public record TestRequest(
    String model, String directive, String marker, boolean streamed, boolean includeUsage) {

  private static final String MODEL = "amazon.nova-lite-v1:0";

  /// The maximum tokens of an answer, unless the directive requires more; this much is reserved.
  private static final int MOST_TOKENS = 4096;

  private static final Pattern CHUNKS = Pattern.compile("pieces=(\\d+)");

  /// A streamed answer.
  ///
  /// @param directive words as `test/bedrock` documents them
  public static TestRequest streamed(String directive) {
    return new TestRequest(MODEL, directive, UUID.randomUUID().toString(), true, false);
  }

  /// A buffered answer.
  public static TestRequest buffered(String directive) {
    return new TestRequest(MODEL, directive, UUID.randomUUID().toString(), false, false);
  }

  public TestRequest withModel(String changed) {
    return new TestRequest(changed, directive, marker, streamed, includeUsage);
  }

  public TestRequest withUsage() {
    return new TestRequest(model, directive, marker, streamed, true);
  }

  /// The request's body.
  public String body() {
    ObjectNode body = Json.object().put("modelId", model).put("stream", streamed);
    if (includeUsage) {
      body.putObject("stream_options").put("include_usage", true);
    }
    body.putObject("inferenceConfig").put("maxTokens", most());
    body.putArray("messages")
        .addObject()
        .put("role", "user")
        .putArray("content")
        .addObject()
        .put("text", marker + " [[bedrock first=0ms " + pace() + directive + "]]");
    return body.toString();
  }

  private int most() {
    Matcher chunks = CHUNKS.matcher(directive);
    return chunks.find() ? Math.max(MOST_TOKENS, Integer.parseInt(chunks.group(1))) : MOST_TOKENS;
  }

  private String pace() {
    return directive.contains("rate=") || directive.contains("interval=") ? "" : "rate=max ";
  }
}
