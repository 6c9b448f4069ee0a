package dev.streambed.cli.smoke;

import java.io.IOException;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The checks of a Function URL or a REST API.
///
/// @param client of the front door
/// @param hasLimits whether answers must report the customer's limits
record HttpChecks(
    Finding.FrontDoor frontDoor,
    GatewayClient client,
    String key,
    String model,
    boolean hasLimits) {

  /// How the names of headers begin that report what is left of a limit.
  static final String LIMIT_HEADER = "x-ratelimit-remaining-";

  private static final String WRONG_KEY = "sb_0000000000000000000000000000000000000000000";
  private static final String UNKNOWN_MODEL = "amazon.nova-streambed-smoke-v1:0";
  private static final String UNKNOWN_ARN =
      "arn%3Aaws%3Abedrock%3Aus-east-1%3A%3Afoundation-model%2Famazon.nova-streambed-smoke-v1%3A0";

  List<Check> all() {
    List<Check> checks = new ArrayList<>();
    checks.add(Check.free(frontDoor, "health", 1, this::health));
    checks.add(Check.free(frontDoor, "unknown route", 1, this::unknownRoute));
    checks.add(Check.free(frontDoor, "CORS preflight", 1, this::preflight));
    if (!isRest()) {
      checks.add(Check.free(frontDoor, "empty body", 1, this::emptyBody));
    }
    checks.add(Check.free(frontDoor, "encoded slash", 1, this::encodedSlash));
    checks.add(Check.free(frontDoor, "lists of models", 3, this::models));
    for (Dialect dialect : Dialect.all(streamPath())) {
      checks.addAll(ofDialect(dialect));
    }
    if (isRest()) {
      checks.add(Check.answer(frontDoor, "POST /bedrock, array", this::array));
    }
    checks.add(new Check(frontDoor, "stop", 2, 1, Prompt.LONG_TOKENS, this::stop));
    return checks;
  }

  private boolean isRest() {
    return frontDoor == Finding.FrontDoor.REST_API;
  }

  private String streamPath() {
    return isRest() ? "/bedrock/stream" : "/bedrock";
  }

  private List<Check> ofDialect(Dialect dialect) {
    Prompt prompt = Prompt.brief(model);
    List<Check> checks = new ArrayList<>();
    dialect
        .whole(prompt, key)
        .ifPresent(call ->
            checks.add(
                Check.answer(frontDoor, dialect.name(), seen -> answer(dialect, call, seen))));
    dialect
        .streamed(prompt, key)
        .ifPresent(call ->
            checks.add(
                Check.answer(
                    frontDoor,
                    dialect.name() + ", streamed",
                    seen -> stream(dialect, call, seen))));
    checks.add(
        Check.free(frontDoor, dialect.name() + ", errors", 2, seen -> errors(dialect, seen)));
    return checks;
  }

  private void health(Observations seen) throws IOException {
    HttpReply reply = client.send(Call.withoutKey("GET", "/health"));
    seen.expect(
        reply.status() == 200 && reply.json().text("status").filter("ok"::equals).isPresent(),
        "status 200, {\"status\":\"ok\"}",
        reply.excerpt());
    seen.note("which version of HTTP is negotiated", reply.version().toString());
  }

  private void unknownRoute(Observations seen) throws IOException {
    HttpReply reply = client.send(Call.get("/no-such-route", key));
    seen.expect(
        (reply.status() == 404 || (isRest() && reply.status() == 403))
            && reply.json().text("error").isPresent()
            && reply.json().text("code").isPresent(),
        isRest() ? "status 404 or 403, {error, code}" : "status 404, {error, code}",
        reply.excerpt());
  }

  private void preflight(Observations seen) throws IOException {
    HttpReply reply =
        client.send(
            Call.withoutKey("OPTIONS", "/bedrock")
                .with("origin", "https://smoke.streambed.invalid")
                .with("access-control-request-method", "POST")
                .with("access-control-request-headers", "authorization,content-type"));
    seen.expect(
        reply.status() < 500 && reply.status() != 401,
        "an answer without a key, that ends",
        reply.head());
    seen.note(
        "what a page of an unknown origin is allowed",
        "access-control-allow-origin: " + reply.header("access-control-allow-origin"));
  }

  private void emptyBody(Observations seen) throws IOException {
    HttpReply reply = client.send(Call.withoutKey("HEAD", "/"));
    seen.expect(
        reply.status() == 200 && reply.body().length == 0,
        "status 200 without a body, that ends",
        reply.head());
  }

  private void encodedSlash(Observations seen) throws IOException {
    Call call = Call.post("/model/" + UNKNOWN_ARN + "/converse", "{\"messages\":[]}", key);
    HttpReply reply = client.send(call);
    seen.expect(
        reply.header("x-amzn-errortype").startsWith("AccessDeniedException"),
        "an ARN with %2F and %3A is understood: AccessDeniedException, as it is not deployed",
        reply.header("x-amzn-errortype") + " " + reply.excerpt());
  }

  private void models(Observations seen) throws IOException {
    HttpReply own = client.send(Call.get("/models", key));
    seen.expect(
        own.status() == 200 && own.json().array("models").isPresent(),
        "GET /models: status 200, {models}",
        own.head());
    HttpReply openAi = client.send(Call.get("/v1/models", key));
    seen.expect(
        openAi.status() == 200 && openAi.json().text("object").filter("list"::equals).isPresent(),
        "GET /v1/models: status 200, a list of OpenAI's",
        openAi.head());
    HttpReply anthropic =
        client.send(Call.get("/v1/models", key).with("anthropic-version", "2023-06-01"));
    seen.expect(
        anthropic.status() == 200 && anthropic.json().has("has_more"),
        "GET /v1/models with anthropic-version: status 200, a list of Anthropic's",
        anthropic.head());
  }

  private void answer(Dialect dialect, Call call, Observations seen) throws IOException {
    HttpReply reply = client.send(call);
    seen.expectNone(dialect.faultOfAnswer(reply), "a whole answer", seenOf(reply));
    headers(reply, seen);
  }

  private void stream(Dialect dialect, Call call, Observations seen) throws IOException {
    HttpReply reply = client.send(call);
    seen.expectNone(
        dialect.faultOfStream(reply), "a stream with its begin, text and end", seenOf(reply));
    headers(reply, seen);
  }

  // The text of a model that answered is of no interest.
  private static String seenOf(HttpReply reply) {
    return reply.status() == 200
        ? reply.head() + ", " + reply.body().length + " bytes"
        : reply.excerpt();
  }

  private void headers(HttpReply reply, Observations seen) {
    seen.expect(
        !reply.header("x-request-id").isEmpty(), "x-request-id", reply.header("x-request-id"));
    if (hasLimits) {
      List<String> limits =
          reply.headers().map().keySet().stream()
              .filter(name -> name.startsWith(LIMIT_HEADER))
              .sorted()
              .toList();
      seen.expect(
          !limits.isEmpty(), LIMIT_HEADER + "*", limits.isEmpty() ? "none" : limits.toString());
    }
  }

  private void errors(Dialect dialect, Observations seen) throws IOException {
    Prompt prompt = Prompt.brief(UNKNOWN_MODEL);
    Call unknownModel = dialect.streamed(prompt, key).orElseThrow();
    Call wrongKey = dialect.streamed(prompt, WRONG_KEY).orElseThrow();
    HttpReply refused = client.send(wrongKey);
    seen.expectNone(
        dialect.faultOfError(refused, Dialect.Refusal.WRONG_KEY),
        "a wrong key is refused in the API's format",
        refused.excerpt());
    HttpReply unknown = client.send(unknownModel);
    seen.expectNone(
        dialect.faultOfError(unknown, Dialect.Refusal.UNKNOWN_MODEL),
        "a model that is not deployed is refused in the API's format",
        unknown.excerpt());
  }

  private void array(Observations seen) throws IOException {
    Optional<Call> call = OwnDialect.call("/bedrock", Prompt.brief(model), key, true);
    if (call.isEmpty()) {
      seen.notChecked("a JSON array", "the model's own format is not known here");
      return;
    }
    HttpReply reply = client.send(call.get());
    String text = reply.text().strip();
    seen.expectNone(
        Dialect.first(
            Dialect.unlessStatus(reply, 200, "application/json"),
            Dialect.unless(text.startsWith("[") && text.endsWith("]"), "no JSON array"),
            Dialect.unless(text.contains("\"done\""), "its last element is not {done}")),
        "a JSON array that ends with {done}",
        seenOf(reply));
  }

  private void stop(Observations seen) throws IOException {
    Prompt prompt = Prompt.lengthy(model);
    Optional<Call> own = OwnDialect.call(streamPath(), prompt, key, true);
    if (own.isEmpty()) {
      seen.notChecked("a stop", "the model's own format is not known here");
      return;
    }
    RunningReply running = client.start(own.get(), "\"content\"");
    HttpHeaders headers = GatewayClient.await(running.marked());
    // The id comes from the gateway, and is put into a path.
    String id = headers.firstValue("x-request-id").orElse("").replaceAll("[^A-Za-z0-9_-]", "");
    HttpReply stopped =
        client.send(
            new Call("DELETE", "/requests/" + id, Map.of(), Optional.empty(), Optional.of(key)));
    HttpReply reply = GatewayClient.await(running.whole());
    seen.expect(
        stopped.status() == 202,
        "chunks arrive while the answer is written: behind the first one it still runs,"
            + " and DELETE /requests/{id} is a 202",
        stopped.excerpt());
    seen.expect(
        reply.text().contains("\"stopReason\":\"stopped\"")
            && SseEvents.parse(reply.text()).lastData().equals("[DONE]"),
        "the answer ends with \"stopReason\":\"stopped\" and [DONE]",
        seenOf(reply));
    seen.note("whether small first chunks are held back", firstParts(reply));
  }

  private static String firstParts(HttpReply reply) {
    List<HttpReply.Part> parts = reply.parts();
    if (parts.size() < 2) {
      return "the whole body arrived at once";
    }
    return "the first part has %d bytes, the second came %d ms later with %d bytes; %d parts"
        .formatted(
            parts.getFirst().length(),
            (parts.get(1).nanoTime() - parts.getFirst().nanoTime()) / 1_000_000,
            parts.get(1).length(),
            parts.size());
  }
}
