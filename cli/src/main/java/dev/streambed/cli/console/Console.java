package dev.streambed.cli.console;

import dev.streambed.cli.domain.CommandResult;
import java.io.PrintWriter;

/// Prints the results of commands. Not thread-safe.
///
/// @param out for the output of the command, and nothing else
/// @param err for errors and notes
public record Console(PrintWriter out, PrintWriter err) {

  private static final String PREFIX = "streambed: ";

  /// Prints the result of a command.
  ///
  /// @param json whether to print JSON instead of text
  /// @return the exit code
  public int report(CommandResult commandResult, boolean json) {
    return switch (commandResult) {
      case CommandResult.Done(CommandResult.Output output) -> print(output, ExitCode.DONE, json);
      case CommandResult.PartlyDone(CommandResult.Output output) ->
          print(output, ExitCode.FAILED, json);
      case CommandResult.NotFound(String sentence) -> fail(ExitCode.NOT_FOUND, sentence, json);
      case CommandResult.Refused(String sentence) -> fail(ExitCode.REFUSED, sentence, json);
    };
  }

  /// Prints an error.
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
            : PREFIX + PlainText.sanitize(sentence));
    err.flush();
    return code.number();
  }

  private int print(CommandResult.Output output, ExitCode code, boolean json) {
    if (json) {
      output.json().forEach(document -> out.println(document.write()));
    } else {
      output.text().forEach(out::println);
    }
    out.flush();
    output.notes().forEach(note -> note("note", note, json));
    output.next().ifPresent(cursor -> next(cursor, json));
    err.flush();
    return code.number();
  }

  private void next(String cursor, boolean json) {
    note("next", json ? cursor : "there are more: repeat this with --next " + cursor, json);
  }

  private void note(String name, String text, boolean json) {
    err.println(
        json
            ? new JsonFields().text(name, text).build().write()
            : PREFIX + PlainText.sanitize(text));
  }
}
