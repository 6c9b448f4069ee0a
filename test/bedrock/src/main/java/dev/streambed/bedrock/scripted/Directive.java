package dev.streambed.bedrock.scripted;

import dev.streambed.bedrock.directive.Word;
import dev.streambed.bedrock.directive.Words;
import dev.streambed.bedrock.fault.Fault;
import dev.streambed.bedrock.fault.FaultWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a prompt's directive asks for.
///
/// @param script length and speed
/// @param faults what goes wrong
record Directive(Script script, List<Fault> faults) {

  Directive {
    faults = List.copyOf(faults);
  }

  /// Reads the prompt's last directive.
  ///
  /// @param script what holds where the directive says nothing
  static Directive of(String prompt, Script script) {
    Script changed = script;
    List<Fault> faults = new ArrayList<>();
    for (Word word : Words.inPrompt(prompt)) {
      Optional<Script> change = ScriptWords.apply(changed, word);
      if (change.isPresent()) {
        changed = change.get();
      } else {
        faults.add(FaultWords.fault(word).orElseThrow(() -> FaultWords.unknown(word)));
      }
    }
    return new Directive(changed, faults);
  }
}
