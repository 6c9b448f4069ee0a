package dev.streambed.cli.console;

import java.util.LinkedHashMap;
import java.util.Map;

/// The exit codes. Scripts rely on the numbers; every `--help` lists them.
public enum ExitCode {
  DONE(0, "done", "done, or done before"),
  FAILED(
      1,
      "failed",
      "AWS, the network, the stack or a file failed, or a part is not done: repeat the command"),
  USAGE_ERROR(2, "usage_error", "the arguments are wrong; AWS was not called"),
  NOT_FOUND(3, "not_found", "there is no such customer, API key or price book"),
  REFUSED(4, "refused", "the state of it does not allow the command; nothing was changed");

  private final int number;
  private final String errorCode;
  private final String meaning;

  ExitCode(int number, String word, String meaning) {
    this.number = number;
    this.errorCode = word;
    this.meaning = meaning;
  }

  /// The meaning of each number, in order.
  public static Map<String, String> meanings() {
    Map<String, String> meanings = new LinkedHashMap<>();
    for (ExitCode code : values()) {
      meanings.put(Integer.toString(code.number), code.meaning);
    }
    return meanings;
  }

  public int number() {
    return number;
  }

  /// The value of `code` in JSON errors.
  String errorCode() {
    return errorCode;
  }
}
