package dev.streambed.cli.vocabulary;

/// How a command ended.
public sealed interface Verdict {

  record Done(Answer answer) implements Verdict {}

  /// Some of it is done, and it is to be repeated for the rest.
  record Partly(Answer answer) implements Verdict {}

  /// Who or what was named is not there.
  record NotFound(String sentence) implements Verdict {}

  /// It is there, and as it stands this cannot be done; nothing was changed.
  record Refused(String sentence) implements Verdict {}

  static Verdict done(Answer answer) {
    return new Done(answer);
  }

  static Verdict noCustomer(CustomerId id) {
    return new NotFound("there is no customer " + id.value());
  }
}
