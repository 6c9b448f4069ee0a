package dev.streambed.gateway;

import dev.streambed.gateway.model.BedrockModel;
import dev.streambed.gateway.reply.Replies;
import dev.streambed.gateway.usage.Ledger;
import dev.streambed.gateway.vocabulary.Ask;
import dev.streambed.gateway.vocabulary.Call;
import dev.streambed.gateway.vocabulary.ReturnPath;
import java.time.Duration;
import java.time.InstantSource;

/// The part of the sentence that begins with the model: ask it, stream the answer out, write down
/// the usage.
///
/// @param silence how long a caller is left without a byte
record Exchanges(BedrockModel model, Ledger ledger, Duration silence, InstantSource clock) {

  void run(Turn turn, ReturnPath back) {
    turn.run(exchange(turn.call(), turn.ask(), back), ledger, clock);
  }

  private Exchange exchange(Call call, Ask ask, ReturnPath back) {
    if (!ask.streamed()) {
      return new Delivery(() -> model.answer(ask, call.deadline()), call, back);
    }
    return new Relay(
        () -> model.stream(ask, call.deadline()),
        Replies.streamed(back, ask, call.requestId()),
        silence,
        clock);
  }
}
