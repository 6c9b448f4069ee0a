package dev.streambed.gateway.prompt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Prints the two tables of `docs/limits.md` about how much more is reserved than used.
final class ReservationTable {

  /// In shorter prompts, the overhead dominates.
  private static final int SHORTEST = 100;

  private ReservationTable() {}

  public static void main(String[] arguments) throws IOException {
    System.out.println(
        "| text | tokens in 1,000 characters | reserved | times |\n|---|---|---|---|");
    languages().forEach(ReservationTable::print);
    System.out.println("\n| family | with | prompts | least | middle | most |");
    System.out.println("|---|---|---|---|---|---|");
    Map<String, List<RecordedPrompt>> kinds =
        RecordedPrompt.all().stream()
            .filter(prompt -> prompt.input() >= SHORTEST)
            .collect(
                Collectors.groupingBy(ReservationTable::kind, TreeMap::new, Collectors.toList()));
    kinds.forEach(ReservationTable::print);
  }

  /// A text of every kind, by its name.
  static Map<String, String> languages() throws IOException {
    try (InputStream file =
        ReservationTable.class.getResourceAsStream("/languages/languages.json")) {
      Map<String, String> texts = new java.util.LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> text :
          new ObjectMapper().readTree(Objects.requireNonNull(file)).properties()) {
        texts.put(text.getKey(), text.getValue().asText());
      }
      return texts;
    }
  }

  static long reserved(String text) {
    TextTokens tokens = new TextTokens();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    tokens.add(bytes, 0, bytes.length);
    return tokens.tokens();
  }

  private static void print(String name, String text) {
    long characters = text.codePointCount(0, text.length());
    long tokens = PublicTokenizers.present(text);
    System.out.printf(
        "| %s | %d | %d | %.1f |%n",
        name,
        tokens * 1000 / characters,
        reserved(text) * 1000 / characters,
        (double) reserved(text) / tokens);
  }

  private static void print(String kind, List<RecordedPrompt> prompts) {
    List<Double> times =
        prompts.stream()
            .map(prompt -> (double) prompt.reserved().inputTokens() / prompt.input())
            .sorted()
            .toList();
    System.out.printf(
        "| %s | %d | %.1f | %.1f | %.1f |%n",
        kind, times.size(), times.getFirst(), times.get(times.size() / 2), times.getLast());
  }

  private static String kind(RecordedPrompt prompt) {
    String text = prompt.text();
    String with =
        text.contains("\"pdf\"")
            ? "PDF"
            : text.contains("\"image\"")
                ? "image"
                : text.contains("\"tools\"") || text.contains("\"toolConfig\"") ? "tools" : "text";
    return "%s | %s".formatted(ModelFamily.of(prompt.model()), with);
  }
}
