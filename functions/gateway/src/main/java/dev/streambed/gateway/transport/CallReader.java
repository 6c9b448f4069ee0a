package dev.streambed.gateway.transport;

import com.amazonaws.services.lambda.runtime.Context;
import dev.streambed.gateway.vocabulary.Call;
import dev.streambed.gateway.vocabulary.Headers;
import dev.streambed.gateway.vocabulary.Problem;
import dev.streambed.gateway.vocabulary.RequestId;
import dev.streambed.gateway.vocabulary.ReturnPath;
import dev.streambed.runtime.Response;
import java.time.InstantSource;
import java.util.Map;

/// Reads the call out of the event of an HTTP front door.
public final class CallReader {

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
    // One that does not fit was not meant for us: proxies, meshes and browsers' tools set it too.
    RequestId requestId =
        headers
            .get("x-request-id")
            .flatMap(RequestId::of)
            .orElseGet(() -> InvocationId.of(context));
    ReturnPath back = back(event, requestId, response);
    return switch (bodies.read(event.event(), headers)) {
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
