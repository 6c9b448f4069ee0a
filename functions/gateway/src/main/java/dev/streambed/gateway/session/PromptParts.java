package dev.streambed.gateway.session;

import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.Payload;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.PromptPart;
import dev.streambed.gateway.dynamodb.AttributeValue;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonString;
import dev.streambed.gateway.session.WebSocketTable.RowUpdate;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Stores prompts that come in parts, in any order. Every method throws `AwsException` when the
/// table cannot be reached. Thread-safe.
///
/// Each part is a row; the answer's row lists them, so that exactly one write finds the prompt
/// complete.
public record PromptParts(WebSocketTable table) {

  /// The longest prompt, in bytes of UTF-8.
  public static final int MAX_BYTES = 1024 * 1024;

  private static final String TWO_ENDS = "Two parts are said to be the last.";
  private static final String USED = "This id was used on this connection before.";

  /// Adds a part.
  public PromptAssembly add(WebSocketAnswerKey answer, PromptPart part) {
    if (!table.putNew(answer.partKey(part.index()), row(answer, part))) {
      return wrong(String.format("Part %d was sent twice.", part.index()));
    }
    Optional<Map<String, AttributeValue>> list =
        table.update(answer.rowKey(), listing(answer, part));
    if (list.isEmpty()) {
      table.delete(answer.partKey(part.index()));
      return wrong(progress(answer).isPresent() ? TWO_ENDS : USED);
    }
    return ReceivedParts.of(list.get()).progress();
  }

  /// The state of a prompt; empty when its answer was accepted, or the prompt was abandoned.
  public Optional<PromptAssembly> progress(WebSocketAnswerKey answer) {
    return table
        .get(answer.rowKey())
        .filter(row -> RowAttributes.text(row, "status").equals(WebSocketAnswers.GATHERING))
        .map(row -> ReceivedParts.of(row).progress());
  }

  /// Abandons a prompt, unless its answer was accepted.
  ///
  /// @return whether it was abandoned
  public boolean abandon(WebSocketAnswerKey answer) {
    Map<String, AttributeValue> values =
        Map.of(
            ":ended", AttributeValue.fromS(WebSocketAnswers.ENDED),
            ":gathering", AttributeValue.fromS(WebSocketAnswers.GATHERING));
    RowUpdate rowUpdate =
        new RowUpdate(
            "SET #status = :ended", "#status = :gathering", Map.of("#status", "status"), values);
    boolean isGivenUp = table.update(answer.rowKey(), rowUpdate).isPresent();
    if (isGivenUp) {
      delete(answer);
    }
    return isGivenUp;
  }

  /// The message that the parts form.
  public Payload assemble(WebSocketAnswerKey answer) {
    StringBuilder message = new StringBuilder();
    for (Map<String, AttributeValue> row :
        table.query(answer.webSocketConnection().id(), answer.partPrefix())) {
      byte[] quoted = RowAttributes.text(row, "data").getBytes(StandardCharsets.UTF_8);
      message.append(Json.read(quoted) instanceof JsonString(String data) ? data : "");
    }
    return Payload.of(message.toString().getBytes(StandardCharsets.UTF_8));
  }

  /// Deletes the parts.
  public void delete(WebSocketAnswerKey answer) {
    String connection = answer.webSocketConnection().id();
    for (Map<String, AttributeValue> row : table.query(connection, answer.partPrefix())) {
      table.delete(new SessionKey(connection, RowAttributes.text(row, "item")));
    }
  }

  // Stored as a JSON string, because a part may end within a character, and the table accepts only
  // whole ones.
  private static Map<String, AttributeValue> row(WebSocketAnswerKey answer, PromptPart part) {
    return Map.of(
        "requestId", AttributeValue.fromS(answer.requestId().value()),
        "data", AttributeValue.fromS(new JsonString(part.data()).write()),
        "expiresAt", RowAttributes.seconds(answer.expiresAt()));
  }

  private static RowUpdate listing(WebSocketAnswerKey answer, PromptPart part) {
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":gathering", AttributeValue.fromS(WebSocketAnswers.GATHERING));
    values.put(":until", RowAttributes.seconds(answer.expiresAt()));
    values.put(":bytes", AttributeValue.fromN(Integer.toString(part.bytes())));
    String set = "SET #status = :gathering, expiresAt = :until, #part = :bytes";
    String condition = "attribute_not_exists(connectionId) OR #status = :gathering";
    Map<String, String> names = new HashMap<>();
    names.put("#status", "status");
    names.put("#part", ReceivedParts.PART + part.index());
    if (part.last()) {
      values.put(":count", AttributeValue.fromN(Integer.toString(part.index() + 1)));
      names.put("#count", ReceivedParts.COUNT);
      set += ", #count = :count";
      condition += " AND (attribute_not_exists(#count) OR #count = :count)";
    }
    return new RowUpdate(set, condition, names, values);
  }

  private static PromptAssembly wrong(String sentence) {
    return new PromptAssembly.Invalid(Problem.of(ErrorCode.INVALID_REQUEST, sentence));
  }

  /// The parts of a prompt that have arrived, as listed in the answer's row.
  ///
  /// @param bytes the size of each part, by its index
  /// @param count the total number of parts; zero while the last part has not arrived
  private record ReceivedParts(SortedMap<Integer, Integer> bytes, int count) {

    static final String PART = "part";
    static final String COUNT = "lastCount";

    private static final String TOO_LARGE = "The parts are longer than 1 MB together.";

    static ReceivedParts of(Map<String, AttributeValue> row) {
      SortedMap<Integer, Integer> bytes = new TreeMap<>();
      for (int index = 0; index < PromptPart.MAX_PARTS; index++) {
        AttributeValue part = row.get(PART + index);
        if (part != null) {
          bytes.put(index, Integer.valueOf(part.n()));
        }
      }
      int count =
          Optional.ofNullable(row.get(COUNT))
              .map(AttributeValue::n)
              .map(Integer::valueOf)
              .orElse(0);
      return new ReceivedParts(bytes, count);
    }

    PromptAssembly progress() {
      int all = bytes.values().stream().mapToInt(Integer::intValue).sum();
      if (all > PromptParts.MAX_BYTES) {
        return new PromptAssembly.Invalid(Problem.of(ErrorCode.REQUEST_TOO_LARGE, TOO_LARGE));
      }
      if (count > 0 && bytes.lastKey() >= count) {
        String sentence = String.format("Part %d comes after the last.", bytes.lastKey());
        return new PromptAssembly.Invalid(Problem.of(ErrorCode.INVALID_REQUEST, sentence));
      }
      return bytes.size() == count
          ? new PromptAssembly.Complete(count)
          : new PromptAssembly.Incomplete(missing());
    }

    private List<Integer> missing() {
      return IntStream.range(0, count).filter(index -> !bytes.containsKey(index)).boxed().toList();
    }
  }
}
