package dev.streambed.gateway;

import com.amazonaws.services.lambda.runtime.Context;
import dev.streambed.gateway.auth.Identification;
import dev.streambed.gateway.limit.Admission;
import dev.streambed.gateway.limit.Permit;
import dev.streambed.gateway.model.AskReader;
import dev.streambed.gateway.model.Asking;
import dev.streambed.gateway.reply.Replies;
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
        faults.report(Problem.of(ErrorCode.INTERNAL).withCause(cause), requestId);
        throw new UnreadableEvent(cause);
      }
      case Arrival.Refused(Problem problem, RequestId requestId, ReturnPath back) ->
          refuse(problem, requestId, back);
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
      refuse(Faults.internal(e), call.requestId(), back);
    }
  }

  private void follow(Route route, Call call, ReturnPath back) throws IOException {
    switch (route) {
      case Route.Health() -> Replies.health(back);
      case Route.Preflight() -> Replies.preflight(back);
      case Route.Model(boolean streamedByDefault) -> identify(call, streamedByDefault, back);
      case Route.Models() -> desk.models(call, back);
      case Route.Usage() -> desk.usage(call, back);
      case Route.Tokens() -> desk.tokens(call, back);
      case Route.Stop(String name) -> desk.stop(name, call, back);
      case Route.Nowhere() -> refuse(Problem.of(ErrorCode.NOT_FOUND), call.requestId(), back);
    }
  }

  private void identify(Call call, boolean streamedByDefault, ReturnPath back) throws IOException {
    switch (rooms.auth().identify(call.headers())) {
      case Identification.Known(Customer customer, _) ->
          understand(customer, call, streamedByDefault, back);
      case Identification.Refused(Problem problem) -> refuse(problem, call.requestId(), back);
    }
  }

  private void understand(Customer customer, Call call, boolean streamedByDefault, ReturnPath back)
      throws IOException {
    switch (AskReader.read(call.body(), streamedByDefault)) {
      case Asking.Valid(Ask ask) -> enter(new Request(customer, call, ask), back);
      case Asking.Invalid(Problem problem) -> refuse(problem, call.requestId(), back);
    }
  }

  private void enter(Request request, ReturnPath back) throws IOException {
    Call call = request.call();
    switch (rooms.session().enter(request.customer().id(), call, request.ask())) {
      case Entry.Entered(RunningAnswer answer) -> admit(request, answer, back);
      case Entry.Taken() -> refuse(IS_RUNNING, call.requestId(), back);
    }
  }

  private void admit(Request request, RunningAnswer answer, ReturnPath back) throws IOException {
    Call call = request.call();
    Admission admission =
        rooms.limit().admit(request.customer(), call.requestId(), call.transport(), request.ask());
    ReturnPath told = new ToldLimits(back, admission.headers());
    switch (admission) {
      case Admission.Admitted(Permit permit, _) ->
          exchanges.run(new Turn(call, request.ask(), permit, answer), told);
      case Admission.Refused(Problem problem, _) -> {
        try {
          refuse(problem, call.requestId(), told);
        } finally {
          answer.leave();
        }
      }
    }
  }

  private void refuse(Problem problem, RequestId requestId, ReturnPath back) throws IOException {
    faults.report(problem, requestId);
    Replies.problem(back, problem, requestId);
  }
}
