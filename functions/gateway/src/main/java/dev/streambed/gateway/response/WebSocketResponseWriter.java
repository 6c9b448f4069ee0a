package dev.streambed.gateway.response;

import dev.streambed.gateway.domain.Chunk;
import dev.streambed.gateway.domain.Deadline;
import dev.streambed.gateway.domain.MessageSink;
import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.Outcome;
import dev.streambed.gateway.domain.Usage;
import dev.streambed.gateway.json.JsonLineBreaks;
import dev.streambed.gateway.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Writes an answer as numbered messages on a WebSocket, posted by its own thread.
/// [#discardPending] and [#close] can be called from any thread.
public final class WebSocketResponseWriter implements ResponseWriter, AutoCloseable {

  /// The longest event in bytes. API Gateway accepts messages of up to 128 KB.
  private static final int LARGEST_EVENT = 120_000;

  private final AnswerCorrelation answerCorrelation;
  private final MessageQueue messageQueue;
  private final MessagePoster messagePoster;
  private Optional<ModelId> answeredBy = Optional.empty();
  private Optional<AnswerCost> cost = Optional.empty();

  private WebSocketResponseWriter(
      AnswerCorrelation answerCorrelation, MessageQueue messageQueue, MessagePoster messagePoster) {
    this.answerCorrelation = answerCorrelation;
    this.messageQueue = messageQueue;
    this.messagePoster = messagePoster;
  }

  /// Starts an answer by posting its first message.
  ///
  /// @param limits what is left of the customer's limits; empty when it has none
  /// @param path posts messages to the client
  /// @param deadline the deadline of the answer
  public static WebSocketResponseWriter begin(
      AnswerCorrelation answerCorrelation, JsonObject limits, MessageSink path, Deadline deadline) {
    MessageQueue messageQueue = new MessageQueue(deadline);
    WebSocketResponseWriter reply =
        new WebSocketResponseWriter(
            answerCorrelation,
            messageQueue,
            new MessagePoster(answerCorrelation.id(), messageQueue, path));
    messageQueue.open(new PendingMessage.Whole(WebSocketMessages.start(answerCorrelation, limits)));
    reply.messagePoster.start();
    return reply;
  }

  /// Sets the action to run, once and on another thread, when a message could not be posted.
  public void onLoss(Runnable action) {
    messagePoster.onLoss(action);
  }

  /// Sets what the answer costs, before it ends. Otherwise the last message tells no cost.
  public void cost(AnswerCost known) {
    cost = Optional.of(known);
  }

  /// Discards chunks that were not posted yet, so that the end of the answer is posted next.
  public void discardPending() {
    messageQueue.discardPending();
  }

  @Override
  public void chunk(Chunk chunk) throws IOException {
    add(
        switch (chunk) {
          case Chunk.Text(String text) -> PendingMessage.Text.of(text);
          case Chunk.Event(String json) ->
              new PendingMessage.Whole(event(JsonLineBreaks.oneLine(json)));
          case Chunk.Frame _ -> throw new IllegalArgumentException("a frame of another API");
        });
  }

  @Override
  public void answeredBy(ModelId model) {
    answeredBy = Optional.of(model);
  }

  @Override
  public void ping() throws IOException {
    add(new PendingMessage.Whole("\"type\":\"ping\""));
  }

  @Override
  public void end(Outcome outcome) throws IOException {
    switch (outcome) {
      case Outcome.Complete(Usage usage, String stopReason) ->
          finish(WebSocketMessages.done(usage, cost, stopReason, answeredBy, answerCorrelation));
      case Outcome.Stopped(Usage usage) -> {
        discardPending();
        finish(WebSocketMessages.done(usage, cost, "stopped", answeredBy, answerCorrelation));
      }
      case Outcome.Failed(_, var problem) ->
          finish(WebSocketMessages.error(problem, answerCorrelation));
      case Outcome.NotStarted(var problem) ->
          finish(WebSocketMessages.error(problem, answerCorrelation));
      case Outcome.ClientGone _, Outcome.Killed _ -> {}
    }
  }

  /// Ends posting. Messages that still wait are discarded.
  @Override
  public void close() {
    messagePoster.close();
  }

  private void add(PendingMessage pendingMessage) throws IOException {
    try {
      if (messageQueue.add(pendingMessage)) {
        return;
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    throw new IOException("the client cannot be reached");
  }

  private void finish(String members) throws IOException {
    try {
      if (messageQueue.finish(new PendingMessage.Whole(members))) {
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
