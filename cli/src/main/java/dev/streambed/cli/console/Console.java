package dev.streambed.cli.console;

import dev.streambed.cli.domain.CommandOutput;
import dev.streambed.cli.domain.CommandResult;
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
  public int report(CommandResult commandResult, boolean json) {
    return switch (commandResult) {
      case CommandResult.Done(CommandOutput commandOutput) ->
          told(commandOutput, ExitCode.DONE, json);
      case CommandResult.PartlyDone(CommandOutput commandOutput) ->
          told(commandOutput, ExitCode.FAILED, json);
      case CommandResult.NotFound(String sentence) -> fail(ExitCode.NOT_FOUND, sentence, json);
      case CommandResult.Refused(String sentence) -> fail(ExitCode.REFUSED, sentence, json);
    };
  }

  /// Tells what is wrong.
  ///
  /// @return the exit code
  public int fail(ExitCode code, String sentence, boolean json) {
    err.println(
        json
            ? new JsonFields()
                .text("error", sentence)
                .text("code", code.errorCode())
                .build()
                .write()
            : US + PlainText.sanitize(sentence));
    err.flush();
    return code.number();
  }

  private int told(CommandOutput commandOutput, ExitCode code, boolean json) {
    if (json) {
      commandOutput.json().forEach(document -> out.println(document.write()));
    } else {
      commandOutput.text().forEach(out::println);
    }
    out.flush();
    commandOutput.notes().forEach(note -> note("note", note, json));
    commandOutput.next().ifPresent(cursor -> next(cursor, json));
    err.flush();
    return code.number();
  }

  private void next(String cursor, boolean json) {
    note("next", json ? cursor : "there are more: repeat this with --next " + cursor, json);
  }

  private void note(String name, String text, boolean json) {
    err.println(
        json ? new JsonFields().text(name, text).build().write() : US + PlainText.sanitize(text));
  }
}
