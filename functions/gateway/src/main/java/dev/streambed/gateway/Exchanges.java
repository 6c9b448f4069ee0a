package dev.streambed.gateway;

import dev.streambed.gateway.model.BedrockModel;
import dev.streambed.gateway.reply.Replies;
import dev.streambed.gateway.usage.Ledger;
import dev.streambed.gateway.vocabulary.Ask;
import dev.streambed.gateway.vocabulary.Call;
import dev.streambed.gateway.vocabulary.ReturnPath;

/// The part of the sentence that begins with the model: ask it, stream the answer out, write down
/// the usage.
record Exchanges(BedrockModel model, Ledger ledger, Pace pace) {

  void run(Turn turn, ReturnPath back) {
    turn.run(exchange(turn.call(), turn.ask(), back), ledger, pace.clock());
  }

  private Exchange exchange(Call call, Ask ask, ReturnPath back) {
    if (!ask.streamed()) {
      return new Delivery(() -> model.answer(ask, call.deadline()), call, back);
    }
    return new Relay(
        () -> model.stream(ask, call.deadline()),
        Replies.streamed(back, ask, call.requestId()),
        new StopSwitch(),
        pace);
  }
}
