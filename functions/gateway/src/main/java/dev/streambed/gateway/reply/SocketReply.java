package dev.streambed.gateway.reply;

import dev.streambed.gateway.json.JsonLines;
import dev.streambed.gateway.vocabulary.Deadline;
import dev.streambed.gateway.vocabulary.Ending;
import dev.streambed.gateway.vocabulary.MessagePath;
import dev.streambed.gateway.vocabulary.Piece;
import dev.streambed.gateway.vocabulary.Usage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Messages on a WebSocket, numbered, and posted by a thread of their own. [#cut] and [#close] may
/// be called from any thread.
public final class SocketReply implements Reply, AutoCloseable {

  /// API Gateway posts no message over 128 KB.
  private static final int LARGEST_EVENT = 120_000;

  private final Addressee addressee;
  private final Outbox outbox;
  private final Poster poster;

  private SocketReply(Addressee addressee, Outbox outbox, Poster poster) {
    this.addressee = addressee;
    this.outbox = outbox;
    this.poster = poster;
  }

  /// Begins an answer: its first message says so.
  ///
  /// @param path to the client
  /// @param deadline of the answer
  public static SocketReply begin(Addressee addressee, MessagePath path, Deadline deadline) {
    Outbox outbox = new Outbox(deadline);
    SocketReply reply =
        new SocketReply(addressee, outbox, new Poster(addressee.id(), outbox, path));
    outbox.open(new Draft.Whole(SocketWords.start(addressee)));
    reply.poster.start();
    return reply;
  }

  /// Has this run, once and on another thread, when a message could not be posted.
  public void onLoss(Runnable action) {
    poster.onLoss(action);
  }

  /// Has no further piece go out, so that the last words are the next.
  public void cut() {
    outbox.cut();
  }

  @Override
  public void piece(Piece piece) throws IOException {
    add(
        switch (piece) {
          case Piece.Text(String text) -> Draft.Text.of(text);
          case Piece.Event(String json) -> new Draft.Whole(event(JsonLines.oneLine(json)));
        });
  }

  @Override
  public void silence() throws IOException {
    add(new Draft.Whole("\"type\":\"ping\""));
  }

  @Override
  public void end(Ending ending) throws IOException {
    switch (ending) {
      case Ending.Complete(Usage usage, String stopReason) ->
          finish(SocketWords.done(usage, stopReason, addressee));
      case Ending.Stopped(Usage usage) -> {
        cut();
        finish(SocketWords.done(usage, "stopped", addressee));
      }
      case Ending.Failed(_, var problem) -> finish(SocketWords.error(problem, addressee));
      case Ending.NotStarted(var problem) -> finish(SocketWords.error(problem, addressee));
      case Ending.ClientGone _, Ending.Killed _ -> {}
    }
  }

  /// Ends the posting, whatever still waits.
  @Override
  public void close() {
    poster.close();
  }

  private void add(Draft draft) throws IOException {
    try {
      if (outbox.add(draft)) {
        return;
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    throw new IOException("the client cannot be reached");
  }

  private void finish(String members) throws IOException {
    try {
      if (outbox.finish(new Draft.Whole(members))) {
        return;
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    throw new IOException("the client cannot be reached");
  }

  private static String event(String json) {
    int bytes = json.getBytes(StandardCharsets.UTF_8).length;
    return bytes <= LARGEST_EVENT
        ? "\"type\":\"event\",\"event\":" + json
        : "\"type\":\"event\",\"event\":null,\"omittedBytes\":" + bytes;
  }
}
