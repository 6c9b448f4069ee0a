package dev.streambed.cli.console;

import dev.streambed.cli.vocabulary.Answer;
import dev.streambed.cli.vocabulary.Verdict;
import java.io.PrintWriter;

/// Where answers and errors go. Not thread-safe.
///
/// @param out the answer, and nothing else
/// @param err what else there is to say
public record Console(PrintWriter out, PrintWriter err) {

  private static final String US = "streambed: ";

  /// Tells how a command ended.
  ///
  /// @param json for programs
  /// @return the exit code
  public int tell(Verdict verdict, boolean json) {
    return switch (verdict) {
      case Verdict.Done(Answer answer) -> told(answer, ExitCode.DONE, json);
      case Verdict.Partly(Answer answer) -> told(answer, ExitCode.FAILED, json);
      case Verdict.NotFound(String sentence) -> fail(ExitCode.NOT_FOUND, sentence, json);
      case Verdict.Refused(String sentence) -> fail(ExitCode.REFUSED, sentence, json);
    };
  }

  /// Tells what is wrong.
  ///
  /// @return the exit code
  public int fail(ExitCode code, String sentence, boolean json) {
    err.println(
        json
            ? new Fields().text("error", sentence).text("code", code.word()).build().write()
            : US + Plain.text(sentence));
    err.flush();
    return code.number();
  }

  private int told(Answer answer, ExitCode code, boolean json) {
    if (json) {
      answer.json().forEach(document -> out.println(document.write()));
    } else {
      answer.text().forEach(out::println);
    }
    out.flush();
    answer.notes().forEach(note -> note("note", note, json));
    answer.next().ifPresent(token -> next(token, json));
    err.flush();
    return code.number();
  }

  private void next(String token, boolean json) {
    note("next", json ? token : "there are more: repeat this with --next " + token, json);
  }

  private void note(String name, String text, boolean json) {
    err.println(json ? new Fields().text(name, text).build().write() : US + Plain.text(text));
  }
}
