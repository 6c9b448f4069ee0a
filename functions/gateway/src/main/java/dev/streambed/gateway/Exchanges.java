package dev.streambed.gateway;

import dev.streambed.gateway.model.BedrockModel;
import dev.streambed.gateway.model.WholeAnswer;
import dev.streambed.gateway.reply.Replies;
import dev.streambed.gateway.vocabulary.Ask;
import dev.streambed.gateway.vocabulary.Call;
import dev.streambed.gateway.vocabulary.ReturnPath;
import dev.streambed.gateway.vocabulary.Usage;

/// The part of the sentence that begins with the model: ask it, stream the answer out, write down
/// the usage.
///
/// @param beside what is done beside the answer, once the model has been asked; returns at once
record Exchanges(BedrockModel model, Books books, Pace pace, Runnable beside) {

  void run(Turn turn, ReturnPath back) {
    turn.run(exchange(turn, back), books, pace.clock());
  }

  private Exchange exchange(Turn turn, ReturnPath back) {
    Call call = turn.call();
    Ask ask = turn.ask();
    if (!ask.streamed()) {
      return new Delivery(new Question(ask, call), call, back);
    }
    StopSwitch stop = new StopSwitch();
    return new Relay(
        () -> model.stream(ask, call.deadline()),
        () -> {
          turn.answer().watch(stop::pull);
          beside.run();
        },
        Replies.streamed(back, ask, call.requestId()),
        stop,
        pace);
  }

  private final class Question implements Delivery.Question {

    private final Ask ask;
    private final Call call;

    Question(Ask ask, Call call) {
      this.ask = ask;
      this.call = call;
    }

    @Override
    public WholeAnswer ask() throws InterruptedException {
      beside.run();
      return model.answer(ask, call.deadline());
    }

    @Override
    public Usage guess(String reason) {
      return BedrockModel.guess(ask, reason);
    }
  }
}
