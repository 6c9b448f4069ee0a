package dev.streambed.bedrock.scripted;

import dev.streambed.bedrock.directive.DirectiveParser;
import dev.streambed.bedrock.directive.DirectiveWord;
import dev.streambed.bedrock.fault.Fault;
import dev.streambed.bedrock.fault.FaultDirectives;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a prompt's directive asks for.
///
/// @param script length and speed
/// @param faults what goes wrong
record ScriptDirective(Script script, List<Fault> faults) {

  ScriptDirective {
    faults = List.copyOf(faults);
  }

  /// Reads the prompt's last directive.
  ///
  /// @param script what holds where the directive says nothing
  static ScriptDirective of(String prompt, Script script) {
    Script changed = script;
    List<Fault> faults = new ArrayList<>();
    for (DirectiveWord directiveWord : DirectiveParser.inPrompt(prompt)) {
      Optional<Script> change = ScriptDirectives.apply(changed, directiveWord);
      if (change.isPresent()) {
        changed = change.get();
      } else {
        faults.add(
            FaultDirectives.fault(directiveWord)
                .orElseThrow(() -> FaultDirectives.unknown(directiveWord)));
      }
    }
    return new ScriptDirective(changed, faults);
  }
}
