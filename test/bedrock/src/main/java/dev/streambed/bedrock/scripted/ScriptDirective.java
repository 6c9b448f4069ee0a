package dev.streambed.bedrock.scripted;

import dev.streambed.bedrock.directive.DirectiveParser;
import dev.streambed.bedrock.directive.DirectiveWord;
import dev.streambed.bedrock.fault.Fault;
import dev.streambed.bedrock.fault.FaultDirectives;
import dev.streambed.bedrock.fault.FaultTarget;
import dev.streambed.bedrock.model.ModelRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The directive of a prompt.
///
/// @param script length and speed
/// @param contentDirective tool calls, reasoning and counts
/// @param faults the requested faults
/// @param struck whom they are for
record ScriptDirective(
    Script script, ContentDirective contentDirective, List<Fault> faults, FaultTarget struck) {

  private static final int MAX_CHUNKS = 1_000_000;
  private static final int MAX_PER_SECOND = 1_000_000;
  // Three quarters of the largest event-stream message, for the sake of base64.
  private static final int LARGEST_CHUNK = 8_000_000;

  ScriptDirective {
    faults = List.copyOf(faults);
  }

  /// Reads the prompt's last directive.
  ///
  /// @param script the defaults, which the directive may change
  static ScriptDirective of(String prompt, Script script) {
    Script changed = script;
    List<Fault> faults = new ArrayList<>();
    Map<String, DirectiveWord> content = new HashMap<>();
    FaultTarget struck = FaultTarget.ANY;
    for (DirectiveWord directiveWord : DirectiveParser.inPrompt(prompt)) {
      Optional<Script> change = changed(changed, directiveWord);
      if (change.isPresent()) {
        changed = change.get();
      } else if (ContentDirective.knows(directiveWord)) {
        content.put(directiveWord.name(), directiveWord);
      } else if (directiveWord.name().equals("only")) {
        struck = FaultTarget.of(directiveWord.text("a model, or its beginning and *, and @region"));
      } else {
        faults.add(
            FaultDirectives.fault(directiveWord)
                .orElseThrow(() -> FaultDirectives.unknown(directiveWord)));
      }
    }
    return new ScriptDirective(changed, ContentDirective.of(content), faults, struck);
  }

  /// The faults of a request.
  List<Fault> faultsOf(ModelRequest modelRequest) {
    boolean isStruck =
        struck.includes(modelRequest.requestTarget().modelId(), modelRequest.region());
    return isStruck ? faults : List.of();
  }

  /// The changed script, or nothing when the word is not one of these.
  private static Optional<Script> changed(Script script, DirectiveWord directiveWord) {
    return switch (directiveWord.name()) {
      case "pieces" -> Optional.of(script.withPieces((int) directiveWord.number(1, MAX_CHUNKS)));
      case "rate" -> Optional.of(script.withInterval(interval(directiveWord)));
      case "interval" -> Optional.of(script.withInterval(directiveWord.duration()));
      case "first" -> Optional.of(script.withFirst(directiveWord.duration()));
      case "text" -> Optional.of(script.withText(text(directiveWord)));
      case "size" -> Optional.of(script.withSize((int) directiveWord.number(1, LARGEST_CHUNK)));
      case "stamp" -> Optional.of(stamped(script, directiveWord));
      default -> Optional.empty();
    };
  }

  private static Duration interval(DirectiveWord rate) {
    if (rate.text("max, or pieces a second").equals("max")) {
      return Duration.ZERO;
    }
    return Duration.ofSeconds(1).dividedBy(rate.number(1, MAX_PER_SECOND));
  }

  private static String text(DirectiveWord directiveWord) {
    String form = "a text in quotes that is not blank";
    String text = directiveWord.text(form);
    if (text.isBlank()) {
      throw directiveWord.invalid(form);
    }
    return text;
  }

  private static Script stamped(Script script, DirectiveWord directiveWord) {
    directiveWord.requireNoValue();
    return script.stamped();
  }
}
