package dev.streambed.gateway;

import com.amazonaws.services.lambda.runtime.Context;
import dev.streambed.gateway.auth.Identification;
import dev.streambed.gateway.auth.Pass;
import dev.streambed.gateway.limit.Admission;
import dev.streambed.gateway.limit.Permit;
import dev.streambed.gateway.model.AskReader;
import dev.streambed.gateway.model.Asking;
import dev.streambed.gateway.reply.Replies;
import dev.streambed.gateway.sdk.CallDeadline;
import dev.streambed.gateway.session.Entry;
import dev.streambed.gateway.session.RunningAnswer;
import dev.streambed.gateway.transport.Arrival;
import dev.streambed.gateway.transport.FailedHandover;
import dev.streambed.gateway.transport.Handover;
import dev.streambed.gateway.transport.SocketEvent;
import dev.streambed.gateway.transport.SocketReturn;
import dev.streambed.gateway.vocabulary.Ask;
import dev.streambed.gateway.vocabulary.Call;
import dev.streambed.gateway.vocabulary.Customer;
import dev.streambed.gateway.vocabulary.CustomerId;
import dev.streambed.gateway.vocabulary.Deadline;
import dev.streambed.gateway.vocabulary.ErrorCode;
import dev.streambed.gateway.vocabulary.Problem;
import dev.streambed.gateway.vocabulary.RequestId;
import dev.streambed.gateway.vocabulary.ReturnPath;
import dev.streambed.runtime.Response;
import dev.streambed.runtime.StreamingHandler;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;

/// Joins the steps. Thread-safe.
final class Gateway implements StreamingHandler {

  private static final Problem IS_RUNNING =
      Problem.of(ErrorCode.DUPLICATE_ID, "An answer with this request id is still running.")
          .withRetryAfter(Duration.ofSeconds(5));

  private final Rooms rooms;
  private final Exchanges exchanges;
  private final Lazy<SocketSide> sockets;
  private final Desk desk;
  private final Sweep sweep;
  private final Faults faults;

  Gateway(
      Rooms rooms,
      Exchanges exchanges,
      Lazy<SocketSide> sockets,
      Desk desk,
      Sweep sweep,
      Faults faults) {
    this.rooms = rooms;
    this.exchanges = exchanges;
    this.sockets = sockets;
    this.desk = desk;
    this.sweep = sweep;
    this.faults = faults;
  }

  @Override
  public void handle(InputStream event, Response response, Context context) throws IOException {
    switch (rooms.transport().receive(event, response, context)) {
      case Arrival.Arrived(Call call, ReturnPath back) -> answer(call, back);
      case Arrival.OnSocket(SocketEvent happened, SocketReturn back) ->
          sockets.get().sockets().meet(happened, back);
      case Arrival.HandedOn(Handover handover, Deadline deadline, ReturnPath back) -> {
        sockets.get().continuation().carryOn(handover, deadline);
        Replies.health(back);
      }
      case Arrival.HandoverFailed(FailedHandover failed, Deadline deadline, ReturnPath back) -> {
        sockets.get().failures().end(failed, deadline);
        Replies.health(back);
      }
      case Arrival.Unreadable(String cause, RequestId requestId) -> {
        faults.report(Refusal.of(Problem.of(ErrorCode.INTERNAL).withCause(cause), requestId));
        throw new UnreadableEvent(cause);
      }
      case Arrival.Refused(Problem problem, RequestId requestId, ReturnPath back) ->
          refuse(Refusal.of(problem, requestId), back);
      case Arrival.SweepDue(Deadline deadline, ReturnPath back) -> sweep(deadline, back);
    }
  }

  private void sweep(Deadline deadline, ReturnPath back) throws IOException {
    Sweep.Swept swept = sweep.run(deadline);
    Replies.swept(back, swept.closed(), swept.finished());
  }

  private void answer(Call call, ReturnPath back) throws IOException {
    try {
      follow(Route.of(call), call, back);
    } catch (RuntimeException e) {
      refuse(Refusal.of(Faults.internal(e), call.requestId()), back);
    }
  }

  private void follow(Route route, Call call, ReturnPath back) throws IOException {
    switch (route) {
      case Route.Health() -> Replies.health(back);
      case Route.Preflight() -> Replies.preflight(back);
      case Route.Model(boolean streamedByDefault) ->
          identify(call, back, who -> understand(who, streamedByDefault, back));
      case Route.Models() -> identify(call, back, who -> desk.models(who, back));
      case Route.Usage() -> identify(call, back, who -> desk.usage(who, back));
      case Route.Tokens() -> identify(call, back, who -> desk.tokens(who, back));
      case Route.Stop(String name) -> identify(call, back, who -> desk.stop(name, who, back));
      case Route.Nowhere() ->
          refuse(Refusal.of(Problem.of(ErrorCode.NOT_FOUND), call.requestId()), back);
    }
  }

  @FunctionalInterface
  private interface Act {
    void by(Identified who) throws IOException;
  }

  private void identify(Call call, ReturnPath back, Act act) throws IOException {
    switch (within(call, () -> rooms.auth().identify(call.headers()))) {
      case Identification.Known(Customer customer, Pass pass) ->
          attempt(new Identified(customer, pass, call), back, act);
      case Identification.Refused(Problem problem, Optional<CustomerId> customer) -> {
        Refusal refusal = Refusal.of(problem, call.requestId());
        refuse(customer.map(refusal::by).orElse(refusal), back);
      }
    }
  }

  private void attempt(Identified who, ReturnPath back, Act act) throws IOException {
    try {
      act.by(who);
    } catch (RuntimeException e) {
      refuse(who.refused(Faults.internal(e)), back);
    }
  }

  private void understand(Identified who, boolean streamedByDefault, ReturnPath back)
      throws IOException {
    switch (AskReader.read(who.call().body(), streamedByDefault)) {
      case Asking.Valid(Ask ask) -> enter(new Request(who.customer(), who.call(), ask), back);
      case Asking.Invalid(Problem problem) -> refuse(who.refused(problem), back);
    }
  }

  private void enter(Request request, ReturnPath back) throws IOException {
    Call call = request.call();
    Entry entry =
        within(call, () -> rooms.session().enter(request.customer().id(), call, request.ask()));
    switch (entry) {
      case Entry.Entered(RunningAnswer answer) -> admit(request, answer, back);
      case Entry.Taken() -> refuse(request.refused(IS_RUNNING), back);
    }
  }

  private void admit(Request request, RunningAnswer answer, ReturnPath back) throws IOException {
    Call call = request.call();
    Admission admission =
        within(
            call,
            () ->
                rooms
                    .limit()
                    .admit(request.customer(), call.requestId(), call.transport(), request.ask()));
    ReturnPath told = new ToldLimits(back, admission.headers());
    switch (admission) {
      case Admission.Admitted(Permit permit, _) ->
          exchanges.run(new Turn(call, request.ask(), permit, answer), told);
      case Admission.Refused(Problem problem, _) -> {
        try {
          refuse(request.refused(problem), told);
        } finally {
          answer.leave();
        }
      }
    }
  }

  private void refuse(Refusal refusal, ReturnPath back) throws IOException {
    faults.report(refusal);
    Replies.problem(back, refusal.problem(), refusal.requestId());
  }

  // The caller waits for these; a settlement has to be made whether or not it does.
  private static <T> T within(Call call, ScopedValue.CallableOp<T, RuntimeException> act) {
    return CallDeadline.within(call.deadline(), act);
  }
}
