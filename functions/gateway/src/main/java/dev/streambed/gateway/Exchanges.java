package dev.streambed.gateway;

import dev.streambed.gateway.model.BedrockModel;
import dev.streambed.gateway.model.PieceStream;
import dev.streambed.gateway.reply.Replies;
import dev.streambed.gateway.usage.Ledger;
import dev.streambed.gateway.vocabulary.Ask;
import dev.streambed.gateway.vocabulary.Call;
import dev.streambed.gateway.vocabulary.ReturnPath;

/// The part of the sentence that begins with the model: ask it, stream the answer out, write down
/// the usage.
record Exchanges(BedrockModel model, Ledger ledger, Pace pace) {

  void run(Turn turn, ReturnPath back) {
    turn.run(exchange(turn, back), ledger, pace.clock());
  }

  private Exchange exchange(Turn turn, ReturnPath back) {
    Call call = turn.call();
    Ask ask = turn.ask();
    if (!ask.streamed()) {
      return new Delivery(() -> model.answer(ask, call.deadline()), call, back);
    }
    StopSwitch stop = new StopSwitch();
    return new Relay(
        () -> begin(turn, stop), Replies.streamed(back, ask, call.requestId()), stop, pace);
  }

  // The model is asked first: it takes longer than anything else.
  private PieceStream begin(Turn turn, StopSwitch stop) {
    PieceStream stream = model.stream(turn.ask(), turn.call().deadline());
    turn.answer().watch(stop::pull);
    return stream;
  }
}
