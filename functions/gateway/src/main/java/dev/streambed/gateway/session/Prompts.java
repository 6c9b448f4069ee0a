package dev.streambed.gateway.session;

import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonText;
import dev.streambed.gateway.session.SocketTable.Change;
import dev.streambed.gateway.vocabulary.ErrorCode;
import dev.streambed.gateway.vocabulary.Payload;
import dev.streambed.gateway.vocabulary.Problem;
import dev.streambed.gateway.vocabulary.PromptPart;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Prompts that come in parts, in any order. Every method throws [SdkException] when the table
/// cannot be reached. Thread-safe.
///
/// The parts are rows of their own; the answer's row lists them, so that exactly one write finds
/// that all are there.
public record Prompts(SocketTable table) {

  /// How long a prompt may be, in bytes of UTF-8.
  public static final int LARGEST = 1024 * 1024;

  private static final String TWO_ENDS = "Two parts are said to be the last.";
  private static final String USED = "This id was used on this connection before.";

  /// Adds a part.
  public Gathering add(AnswerKey answer, PromptPart part) {
    if (!table.putNew(answer.part(part.index()), row(answer, part))) {
      return wrong(String.format("Part %d was sent twice.", part.index()));
    }
    Optional<Map<String, AttributeValue>> list = table.update(answer.row(), listing(answer, part));
    if (list.isEmpty()) {
      table.delete(answer.part(part.index()));
      return wrong(look(answer).isPresent() ? TWO_ENDS : USED);
    }
    return PartList.of(list.get()).judge();
  }

  /// How far a prompt has come; nothing when it has become an answer, or was given up.
  public Optional<Gathering> look(AnswerKey answer) {
    return table
        .get(answer.row())
        .filter(row -> Rows.text(row, "status").equals(AnswerRows.GATHERING))
        .map(row -> PartList.of(row).judge());
  }

  /// Gives up a prompt, unless it has become an answer.
  ///
  /// @return whether it was given up
  public boolean giveUp(AnswerKey answer) {
    Map<String, AttributeValue> values =
        Map.of(
            ":ended", AttributeValue.fromS(AnswerRows.ENDED),
            ":gathering", AttributeValue.fromS(AnswerRows.GATHERING));
    Change change =
        new Change(
            "SET #status = :ended", "#status = :gathering", Map.of("#status", "status"), values);
    boolean isGivenUp = table.update(answer.row(), change).isPresent();
    if (isGivenUp) {
      forget(answer);
    }
    return isGivenUp;
  }

  /// The message that the parts make.
  public Payload read(AnswerKey answer) {
    StringBuilder message = new StringBuilder();
    for (Map<String, AttributeValue> row : table.query(answer.connection().id(), answer.parts())) {
      byte[] quoted = Rows.text(row, "data").getBytes(StandardCharsets.UTF_8);
      message.append(Json.read(quoted) instanceof JsonText(String data) ? data : "");
    }
    return Payload.of(message.toString().getBytes(StandardCharsets.UTF_8));
  }

  /// Deletes the parts.
  public void forget(AnswerKey answer) {
    String connection = answer.connection().id();
    for (Map<String, AttributeValue> row : table.query(connection, answer.parts())) {
      table.delete(new SessionKey(connection, Rows.text(row, "item")));
    }
  }

  // Quoted, because a part may end within a character, and the table takes whole ones only.
  private static Map<String, AttributeValue> row(AnswerKey answer, PromptPart part) {
    return Map.of(
        "requestId", AttributeValue.fromS(answer.requestId().value()),
        "data", AttributeValue.fromS(new JsonText(part.data()).write()),
        "expiresAt", Rows.seconds(answer.until()));
  }

  private static Change listing(AnswerKey answer, PromptPart part) {
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":gathering", AttributeValue.fromS(AnswerRows.GATHERING));
    values.put(":until", Rows.seconds(answer.until()));
    values.put(":bytes", AttributeValue.fromN(Integer.toString(part.bytes())));
    String set = "SET #status = :gathering, expiresAt = :until, #part = :bytes";
    String condition = "attribute_not_exists(connectionId) OR #status = :gathering";
    Map<String, String> names = new HashMap<>();
    names.put("#status", "status");
    names.put("#part", PartList.PART + part.index());
    if (part.last()) {
      values.put(":count", AttributeValue.fromN(Integer.toString(part.index() + 1)));
      names.put("#count", PartList.COUNT);
      set += ", #count = :count";
      condition += " AND (attribute_not_exists(#count) OR #count = :count)";
    }
    return new Change(set, condition, names, values);
  }

  private static Gathering wrong(String sentence) {
    return new Gathering.Wrong(Problem.of(ErrorCode.INVALID_REQUEST, sentence));
  }
}
