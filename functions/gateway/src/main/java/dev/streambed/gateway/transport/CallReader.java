package dev.streambed.gateway.transport;

import com.amazonaws.services.lambda.runtime.Context;
import dev.streambed.gateway.vocabulary.Call;
import dev.streambed.gateway.vocabulary.ErrorCode;
import dev.streambed.gateway.vocabulary.Headers;
import dev.streambed.gateway.vocabulary.Problem;
import dev.streambed.gateway.vocabulary.RequestId;
import dev.streambed.gateway.vocabulary.ReturnPath;
import dev.streambed.runtime.Response;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// Reads the call out of the event of an HTTP front door.
public final class CallReader {

  private static final String BAD_REQUEST_ID =
      "The header x-request-id may have up to 64 letters, digits, - and _.";

  private final BodyReader bodies;
  private final CorsPolicy cors;
  private final InstantSource clock;

  public CallReader(int maxBodyBytes, CorsPolicy cors, InstantSource clock) {
    this.bodies = new BodyReader(maxBodyBytes);
    this.cors = cors;
    this.clock = clock;
  }

  Arrival read(HttpEvent event, Response response, Context context) {
    Headers headers = event.headers();
    Optional<String> chosen = headers.get("x-request-id");
    Optional<RequestId> accepted = chosen.flatMap(RequestId::of);
    RequestId requestId = accepted.orElseGet(() -> InvocationId.of(context));
    ReturnPath back = back(event, requestId, response);
    if (chosen.isPresent() && accepted.isEmpty()) {
      return refused(Problem.of(ErrorCode.INVALID_REQUEST, BAD_REQUEST_ID), requestId, back);
    }
    return switch (bodies.read(event.event())) {
      case BodyReader.Outcome.Bad(Problem problem) -> refused(problem, requestId, back);
      case BodyReader.Outcome.Good(var body) -> {
        var deadline = AnswerTime.of(event, context, clock);
        var call = new Call(event.transport(), event.target(), headers, body, requestId, deadline);
        yield new Arrival.Arrived(call, back);
      }
    };
  }

  /// A sweep has as much time as the function has.
  Arrival sweep(Response response, Context context) {
    return new Arrival.SweepDue(AnswerTime.of(context, clock), new PlainReturn(response));
  }

  private ReturnPath back(HttpEvent event, RequestId requestId, Response response) {
    Map<String, String> always = cors.headersFor(event);
    always.put("x-request-id", requestId.value());
    return event.streams()
        ? HttpReturn.streamed(response, event.frontDoor(), always)
        : HttpReturn.proxy(response, event.frontDoor(), always);
  }

  private static Arrival refused(Problem problem, RequestId requestId, ReturnPath back) {
    return new Arrival.Refused(problem, requestId, back);
  }
}
