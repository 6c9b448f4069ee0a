package dev.streambed.cli.console;

import java.util.LinkedHashMap;
import java.util.Map;

/// How a process ends. Scripts rely on the numbers; every `--help` lists them.
public enum ExitCode {
  DONE(0, "done", "done, or it was so before"),
  FAILED(1, "failed", "AWS, the network, the stack or a file fails, or a part is left: repeat it"),
  USAGE_ERROR(2, "usage_error", "the command is not written right; nothing was asked of AWS"),
  NOT_FOUND(3, "not_found", "there is no such customer, API key or price book"),
  REFUSED(4, "refused", "it is there, but as it stands this cannot be done; nothing was changed");

  private final int number;
  private final String errorCode;
  private final String meaning;

  ExitCode(int number, String word, String meaning) {
    this.number = number;
    this.errorCode = word;
    this.meaning = meaning;
  }

  /// What each number means, in order.
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

  /// What `code` says in JSON.
  String errorCode() {
    return errorCode;
  }
}
