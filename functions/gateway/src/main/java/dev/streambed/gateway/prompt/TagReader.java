package dev.streambed.gateway.prompt;

import dev.streambed.gateway.domain.Headers;
import dev.streambed.gateway.domain.Tags;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonNull;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonString;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads the tags of a request.
///
/// | where | form |
/// |---|---|
/// | header `x-streambed-tags` | `team=search,env=prod`; spaces around names and values are ignored |
/// | member `tags` of a message | an object of strings |
/// | a dialect's own member | an object, of which what does not fit is left out |
public final class TagReader {

  /// The header that has a request's tags.
  public static final String HEADER = "x-streambed-tags";

  private static final String MEMBER = "tags";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.:/+@-]{1,64}");
  private static final int LONGEST_VALUE = 256;

  /// Characters that a table or a terminal shows wrongly or not at all.
  private static final Set<Integer> UNPRINTABLE =
      Set.of(
          (int) Character.CONTROL,
          (int) Character.FORMAT,
          (int) Character.LINE_SEPARATOR,
          (int) Character.PARAGRAPH_SEPARATOR,
          (int) Character.PRIVATE_USE,
          (int) Character.SURROGATE,
          (int) Character.UNASSIGNED);

  private final String source;
  private final Map<String, String> tags = new LinkedHashMap<>();
  private final Set<String> names = new HashSet<>();
  private String firstError = "";

  private TagReader(String source) {
    this.source = source;
  }

  /// Whether tags are valid.
  public sealed interface Result {

    record Valid(Tags tags) implements Result {}

    /// Tags that a caller has to correct.
    ///
    /// @param sentence says which of them is invalid
    record Invalid(String sentence) implements Result {}
  }

  /// Reads the header.
  public static Result read(Headers headers) {
    TagReader reader = new TagReader(HEADER);
    String value = headers.get(HEADER).orElse("").strip();
    return value.isEmpty() ? new Result.Valid(Tags.NONE) : reader.readList(value);
  }

  /// Reads the member of a message.
  static Result read(Json member) {
    TagReader reader = new TagReader(MEMBER);
    return switch (member) {
      case JsonObject object -> reader.readObject(object);
      case JsonNull() -> new Result.Valid(Tags.NONE);
      default -> new Result.Invalid("tags must be an object of strings.");
    };
  }

  /// The members of a dialect's own object that can be tags. A request that is valid in its dialect
  /// stays valid, whatever its object holds.
  public static Tags fitting(JsonObject object) {
    Map<String, String> fitting = new LinkedHashMap<>();
    object
        .members()
        .forEach((name, value) -> {
          if (value instanceof JsonString(String text) && isName(name) && isValue(text)) {
            fitting.put(name, text);
          }
        });
    return Tags.NONE.with(new Tags(fitting));
  }

  private Result readList(String list) {
    String[] entries = list.split(",", -1);
    for (int at = 0; at < entries.length && firstError.isEmpty(); at++) {
      String[] entry = entries[at].split("=", 2);
      if (entry.length == 2) {
        add(entry[0].strip(), entry[1].strip());
      } else {
        invalid("tag " + (at + 1) + " is not name=value.");
      }
    }
    return result();
  }

  private Result readObject(JsonObject object) {
    object
        .members()
        .forEach((name, value) -> {
          // An empty value is invalid.
          add(name, value instanceof JsonString(String text) ? text : "");
        });
    return result();
  }

  private void add(String name, String value) {
    int number = names.size() + 1;
    if (number > Tags.MOST) {
      invalid("a request has at most " + Tags.MOST + " tags.");
    } else if (!isName(name)) {
      invalid(
          "the name of tag " + number + " must be 1 to 64 letters, digits or any of _ . : / + @ -");
    } else if (!isValue(value)) {
      invalid("the value of " + name + " must be 1 to 256 printable characters.");
    } else if (!names.add(name.toLowerCase(Locale.ROOT))) {
      invalid(name + " is given twice. Names that differ only in case are the same.");
    } else {
      tags.put(name, value);
    }
  }

  private void invalid(String reason) {
    firstError = firstError.isEmpty() ? source + ": " + reason : firstError;
  }

  private Result result() {
    return firstError.isEmpty() ? new Result.Valid(new Tags(tags)) : new Result.Invalid(firstError);
  }

  private static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  private static boolean isValue(String value) {
    return !value.isEmpty()
        && value.length() <= LONGEST_VALUE
        && value.codePoints().map(Character::getType).noneMatch(UNPRINTABLE::contains);
  }
}
