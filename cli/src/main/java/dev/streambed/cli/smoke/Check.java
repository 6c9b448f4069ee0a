package dev.streambed.cli.smoke;

import java.io.IOException;

/// One check of a front door.
///
/// @param name what is checked
/// @param requests how many requests are sent at most, those for answers included
/// @param answers how many answers of the model are requested at most
/// @param maxOutputTokens the most output tokens of each of these answers
/// @param work sends the requests and reports what was seen
public record Check(
    Finding.FrontDoor frontDoor,
    String name,
    int requests,
    int answers,
    int maxOutputTokens,
    Work work) {

  /// Sends the requests of a check.
  public interface Work {

    /// Sends them, one after another.
    ///
    /// @throws IOException if the front door does not answer; a deviation
    void run(Observations observations) throws IOException;
  }

  /// A check that asks no model.
  static Check free(Finding.FrontDoor frontDoor, String name, int requests, Work work) {
    return new Check(frontDoor, name, requests, 0, 0, work);
  }

  /// A check that asks for one short answer.
  static Check answer(Finding.FrontDoor frontDoor, String name, Work work) {
    return new Check(frontDoor, name, 1, 1, Prompt.SHORT_TOKENS, work);
  }
}
