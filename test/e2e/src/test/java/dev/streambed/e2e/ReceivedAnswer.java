package dev.streambed.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.e2e.caller.Answers;
import dev.streambed.e2e.caller.FrontDoor;
import dev.streambed.e2e.caller.StreamItem;
import dev.streambed.e2e.product.Recording;
import dev.streambed.local.domain.Json;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// An answer as a caller received it.
///
/// @param text the whole text; Bedrock's document if the answer is not streamed
/// @param chunks the number of chunks of text
/// @param events the model's own events; empty if a recording does not say which to expect
/// @param usage tokens in, out, read from a cache and written to it; empty if unknown
/// @param failure the error's code, or the empty string
record ReceivedAnswer(
    String text, long chunks, List<JsonNode> events, List<Long> usage, String failure) {

  /// A recording that ends without its last events, because its source was truncated.
  private static final String TORN = "anthropic.claude-instant-v1.invokestream.200.nrpy.458a64";

  private static final Pattern REASONING =
      Pattern.compile("\\G<reasoning>.*?</reasoning>", Pattern.DOTALL);

  /// Bedrock's failures by the recorded type.
  private static final Map<String, String> CODES =
      Map.of(
          "ValidationException", "invalid_request",
          "AccessDeniedException", "model_not_allowed",
          "InvalidSignatureException", "upstream_error");

  /// @param entry its log line and record
  static ReceivedAnswer by(
      HttpResponse<String> answer, FrontDoor frontDoor, Recording recording, JsonNode entry)
      throws IOException {
    if (answer.statusCode() != 200) {
      return new ReceivedAnswer(
          "", 0, List.of(), List.of(), Answers.json(answer).path("code").asText());
    }
    if (!recording.isStreamed()) {
      boolean isCounted = entry.path("usage_source").asText().equals("bedrock");
      return new ReceivedAnswer(
          answer.body(), 0, List.of(), isCounted ? written(entry) : List.of(), "");
    }
    List<StreamItem> items = Answers.items(frontDoor, answer);
    return switch (items.getLast()) {
      case StreamItem.Done() -> of(items, usage(items), "", recording);
      case StreamItem.Failure(JsonNode json) ->
          of(items, List.of(), json.path("code").asText(), recording);
      default -> throw new AssertionError("not ended: " + items.getLast());
    };
  }

  /// The expected answer for this recording.
  static ReceivedAnswer expected(Recording recording) throws IOException {
    if (recording.status() != 200) {
      return new ReceivedAnswer("", 0, List.of(), List.of(), code(recording));
    }
    if (!recording.isStreamed()) {
      return new ReceivedAnswer(recording.document(), 0, List.of(), counts(recording), "");
    }
    if (recording.isDamaged()) {
      return new ReceivedAnswer("", 0, List.of(), List.of(), "upstream_error");
    }
    JsonNode expected = recording.expected().orElseThrow();
    String failure = failure(recording, expected);
    List<Long> usage = failure.isEmpty() ? counts(recording) : List.of();
    if (!expected.has("items")) {
      String text = expected.path("text").asText();
      // Reasoning that is recorded as text arrives separately, in as many events.
      long chunks = expected.path("pieces").asLong() - REASONING.matcher(text).results().count();
      String rest = REASONING.matcher(text).replaceAll("");
      return new ReceivedAnswer(rest, chunks, List.of(), usage, failure);
    }
    List<String> texts = expected.path("items").findValuesAsText("content");
    return new ReceivedAnswer(
        String.join("", texts), texts.size(), events(expected), usage, failure);
  }

  /// The usage of a log line, if it has one.
  static List<Long> written(JsonNode entry) {
    return Stream.concat(
            usage(entry, "input_tokens", "output_tokens").stream(),
            usage(entry, "cache_read_tokens", "cache_write_tokens").stream())
        .toList();
  }

  private static List<Long> usage(JsonNode object, String first, String second) {
    return Stream.of(first, second)
        .map(object::path)
        .filter(JsonNode::isNumber)
        .map(JsonNode::asLong)
        .toList();
  }

  private static ReceivedAnswer of(
      List<StreamItem> items, List<Long> usage, String failure, Recording recording) {
    boolean eventsAreKnown = recording.expected().filter(it -> it.has("items")).isPresent();
    List<JsonNode> events = eventsAreKnown ? Answers.events(items) : List.of();
    return new ReceivedAnswer(
        Answers.text(items), Answers.texts(items).size(), events, usage, failure);
  }

  private static List<JsonNode> events(JsonNode expected) {
    return expected.path("items").findValues("event").stream()
        .map(event -> event.isInt() ? expected.path("events").path(event.asInt()) : event)
        .toList();
  }

  private static List<Long> usage(List<StreamItem> items) {
    JsonNode usage = ((StreamItem.Usage) items.get(items.size() - 2)).json();
    return Stream.concat(
            usage(usage, "inputTokens", "outputTokens").stream(),
            usage(usage, "cacheReadTokens", "cacheWriteTokens").stream())
        .toList();
  }

  private static List<Long> counts(Recording recording) throws IOException {
    JsonNode usage = recording.expected().orElseThrow().path("usage");
    return usage.isEmpty()
        ? ofItself(recording)
        : Stream.of(
                "inputTokenCount",
                "outputTokenCount",
                "cacheReadInputTokenCount",
                "cacheWriteInputTokenCount")
            .map(name -> usage.path(name).asLong())
            .toList();
  }

  /// Without Bedrock's headers the document's own usage counts, if it has one.
  private static List<Long> ofItself(Recording recording) throws IOException {
    JsonNode body =
        recording.isStreamed()
            ? Json.object()
            : Json.parse(recording.document().getBytes(StandardCharsets.UTF_8)).orElseThrow();
    JsonNode usage = body.path("usage");
    return Stream.of(
            List.of(usage.path("input_tokens"), usage.path("output_tokens")),
            List.of(usage.path("inputTokens"), usage.path("outputTokens")),
            List.of(usage.path("prompt_tokens"), usage.path("completion_tokens")),
            List.of(body.path("prompt_token_count"), body.path("generation_token_count")),
            List.of(body.path("inputTextTokenCount"), body.at("/results/0/tokenCount")))
        .filter(counts -> counts.getFirst().isNumber())
        .map(counts -> List.of(counts.getFirst().asLong(), counts.getLast().asLong(), 0L, 0L))
        .findFirst()
        .orElse(List.of());
  }

  private static String failure(Recording recording, JsonNode expected) {
    if (expected.has("exception")) {
      return "model_error";
    }
    boolean torn = recording.name().equals(TORN) || !expected.path("whole").asBoolean(true);
    return torn ? "upstream_error" : "";
  }

  private static String code(Recording recording) {
    String type =
        recording.meta().path("response_headers").properties().stream()
            .filter(header -> header.getKey().equalsIgnoreCase("x-amzn-errortype"))
            .map(header -> header.getValue().asText().replaceFirst(":.*", ""))
            .findFirst()
            .orElseThrow();
    return CODES.getOrDefault(type, "no code for " + type);
  }
}
