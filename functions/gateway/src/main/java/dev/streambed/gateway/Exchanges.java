package dev.streambed.gateway;

import dev.streambed.gateway.model.BedrockModel;
import dev.streambed.gateway.model.PieceStream;
import dev.streambed.gateway.model.WholeAnswer;
import dev.streambed.gateway.reply.Replies;
import dev.streambed.gateway.vocabulary.Ask;
import dev.streambed.gateway.vocabulary.Call;
import dev.streambed.gateway.vocabulary.ReturnPath;

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
      return new Delivery(() -> answer(call, ask), call, back);
    }
    StopSwitch stop = new StopSwitch();
    return new Relay(
        () -> begin(turn, stop), Replies.streamed(back, ask, call.requestId()), stop, pace);
  }

  // The model is asked first: it takes longer than anything else.
  private PieceStream begin(Turn turn, StopSwitch stop) {
    PieceStream stream = model.stream(turn.ask(), turn.call().deadline());
    turn.answer().watch(stop::pull);
    beside.run();
    return stream;
  }

  private WholeAnswer answer(Call call, Ask ask) throws InterruptedException {
    beside.run();
    return model.answer(ask, call.deadline());
  }
}
