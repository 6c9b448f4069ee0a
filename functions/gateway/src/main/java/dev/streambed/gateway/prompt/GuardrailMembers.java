package dev.streambed.gateway.prompt;

import dev.streambed.gateway.domain.Operation;
import dev.streambed.gateway.domain.Payload;
import dev.streambed.gateway.json.JsonTokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Finds what in a body concerns guardrails: what names one, sets how it is applied, or limits it
/// to a part of the prompt. Names are compared with their escapes decoded and in any case, repeated
/// ones too. Not thread-safe.
///
/// | operation | found |
/// |---|---|
/// | `InvokeModel` | `amazon-bedrock-guardrailConfig`, and all else in Bedrock's namespace |
/// | `Converse` | `guardrailConfig`; `guardContent` in `messages` and `system`; both of these, and Bedrock's namespace, in `additionalModelRequestFields`; Bedrock's namespace in `additionalModelResponseFieldPaths` |
public final class GuardrailMembers {

  /// The beginning of members that Bedrock takes out of a model's own body.
  private static final String RESERVED = "amazon-bedrock-";

  private static final String CONFIG = "guardrailconfig";
  private static final String CONTENT = "guardcontent";
  private static final String MODEL_FIELDS = "additionalmodelrequestfields";
  private static final String RESPONSE_PATHS = "additionalmodelresponsefieldpaths";

  /// Where Converse has content blocks.
  private static final Set<String> PROMPT = Set.of("messages", "system");

  /// Members of content blocks whose content is the caller's own.
  private static final Set<String> TOOL_BLOCKS = Set.of("tooluse", "toolresult");

  /// Longer than any name that is looked for, each character written as an escape.
  private static final int LONGEST = 256;

  /// The path of a block in a message has fewer names.
  private static final int MOST_SHOWN = 8;

  private final boolean isConverse;
  private final JsonTokenizer tokens;

  /// The names that lead to the current token, by depth; empty for elements of lists.
  private final List<String> path = new ArrayList<>();

  /// The first of them, in lower case.
  private String root = "";

  /// The depth of the outermost tool block that the current token is in; -1 outside of them.
  private int toolBlock = -1;

  private GuardrailMembers(boolean isConverse, byte[] body) {
    this.isConverse = isConverse;
    this.tokens = new JsonTokenizer(body);
  }

  /// The first of them, by the names that lead to it.
  ///
  /// @param body as it goes to Bedrock; valid JSON
  public static Optional<String> find(Operation operation, Payload body) {
    return new GuardrailMembers(operation.isConverse(), body.bytes()).find();
  }

  private Optional<String> find() {
    while (true) {
      switch (tokens.next()) {
        case OBJECT, ARRAY -> path.add("");
        case CLOSE -> {
          if (!path.isEmpty()) {
            path.removeLast();
          }
          leaveToolBlock(path.size());
        }
        case NAME -> {
          if (isFound(name())) {
            return Optional.of(shown());
          }
        }
        case STRING -> {
          if (isConverse && root.equals(RESPONSE_PATHS) && isReservedPointer(tokens.read())) {
            return Optional.of(shown() + "./" + RESERVED + "…");
          }
        }
        case NUMBER, LITERAL -> {}
        case END -> {
          return Optional.empty();
        }
      }
    }
  }

  /// Whether a JSON pointer asks for what Bedrock adds to the model's own answer.
  private static boolean isReservedPointer(String pointer) {
    return pointer.toLowerCase(Locale.ROOT).contains(RESERVED);
  }

  private String name() {
    String name = tokens.end() - tokens.start() <= LONGEST ? tokens.read() : "";
    int depth = path.size() - 1;
    String lower = name.toLowerCase(Locale.ROOT);
    path.set(depth, name);
    root = depth == 0 ? lower : root;
    leaveToolBlock(depth);
    if (toolBlock < 0 && TOOL_BLOCKS.contains(lower)) {
      toolBlock = depth;
    }
    return lower;
  }

  private void leaveToolBlock(int depth) {
    toolBlock = toolBlock >= depth ? -1 : toolBlock;
  }

  private boolean isFound(String name) {
    if (path.size() == 1) {
      return name.startsWith(RESERVED) || (isConverse && name.equals(CONFIG));
    }
    return isConverse
        && (root.equals(MODEL_FIELDS)
            ? path.size() == 2
                && (name.startsWith(RESERVED) || name.equals(CONFIG) || name.equals(CONTENT))
            : name.equals(CONTENT) && PROMPT.contains(root) && toolBlock < 0);
  }

  // A caller may nest as deep as JSON may be, with names as long as these.
  private String shown() {
    List<String> names = path.stream().filter(name -> !name.isEmpty()).toList();
    return names.size() <= MOST_SHOWN
        ? String.join(".", names)
        : String.join(".", names.subList(0, 2)) + "…" + names.getLast();
  }
}
