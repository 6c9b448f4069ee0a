package dev.streambed.bedrock.scripted;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Answers in Markdown to the questions that the chat page suggests, so that its reader sees how
/// the page shows headings, lists, tables and code.
enum MarkdownAnswer {
  STREAM(
      "explain what a stream is",
      """
      ## What a stream is

      A **stream** is data that arrives *in order and over time*. Whoever reads it can begin before its end exists.

      1. The writer makes a piece and sends it at once.
      2. The connection carries it, and slows the writer down when the reader is slow.
      3. The reader uses the piece, then waits for the next.

      Here is one in JavaScript:

      ```js
      const response = await fetch('/bedrock', { method: 'POST', body });
      const decoder = new TextDecoder();

      for await (const chunk of response.body) {
        process.stdout.write(decoder.decode(chunk, { stream: true }));
      }
      ```

      Without `stream: true` the decoder would break a letter of two bytes that two chunks share.

      > A stream does not wait until it is a lake.
      """),
  COMPARISON(
      "compare server-sent events and websockets",
      """
      ## Server-sent events and WebSockets

      | | Server-sent events | WebSockets |
      |---|---|---|
      | Direction | server to client | both |
      | Protocol | plain HTTP, `text/event-stream` | its own, after an HTTP upgrade |
      | Data | text | text and binary |
      | Reconnection | built in, with `Last-Event-ID` | to be written |
      | Proxies | any that do not buffer | those that know the upgrade |
      | At once on one connection | one answer | as many as you number |

      ### Which to take

      - **Server-sent events** for one answer to one question: it is a response like any other.
      - **WebSockets** where the client talks while the answer runs, or several answers run at once.
      """),
  POEM(
      "write a short poem about a river at night",
      """
      ### The River at Night

      The river keeps no lamp, and yet \\
      it finds its way below the trees; \\
      it has no place that it must get, \\
      and gets there, by degrees.

      The town has shut its doors and sleeps. \\
      *One window burns.* The water takes \\
      that little gold, and what it keeps \\
      it carries off in flakes.

      ---

      By morning it has given all \\
      to **someone further down** the hill.
      """);

  private final String question;
  private final String text;

  MarkdownAnswer(String question, String text) {
    this.question = question;
    this.text = text;
  }

  /// The answer to a question that begins like a suggested one.
  static Optional<String> to(String question) {
    String asked = question.toLowerCase(Locale.ROOT);
    return List.of(values()).stream()
        .filter(answer -> asked.startsWith(answer.question))
        .findFirst()
        .map(answer -> answer.text.strip());
  }
}
