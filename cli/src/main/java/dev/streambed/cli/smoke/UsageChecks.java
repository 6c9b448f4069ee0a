package dev.streambed.cli.smoke;

import dev.streambed.gateway.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Checks that the ledger has what was used. `GET /usage` allows ten reads a minute by default, of
/// which these need at most nine.
record UsageChecks(
    Finding.FrontDoor frontDoor, GatewayClient client, String key, String model, Pause pause) {

  /// How long is waited for a record before each read.
  static final List<Duration> WAITS =
      List.of(
          Duration.ofMillis(300),
          Duration.ofSeconds(1),
          Duration.ofSeconds(3),
          Duration.ofSeconds(8),
          Duration.ofSeconds(20));

  private static final int READS = 1 + 5;

  /// Waits; a test does not.
  interface Pause {
    void of(Duration time) throws InterruptedException;
  }

  /// The sums of the month.
  private record Totals(long requests, long outputTokens) {}

  List<Check> all() {
    return List.of(
        new Check(frontDoor, "usage", READS + 1, 1, Prompt.SHORT_TOKENS, this::grows),
        new Check(
            frontDoor,
            "usage of a stopped answer",
            READS + 1,
            1,
            Prompt.LONG_TOKENS,
            this::stopped));
  }

  private void grows(Observations seen) throws IOException {
    Optional<Totals> before = read(seen);
    if (before.isEmpty()) {
      return;
    }
    Call call = new BedrockDialect().whole(Prompt.brief(model), key).orElseThrow();
    JsonObject usage = client.send(call).json().objectOrEmpty("usage");
    long output = usage.count("outputTokens").orElse(0);
    Optional<Totals> after = growth(before.get());
    seen.expect(
        after.isPresent() && after.get().outputTokens() >= output,
        "GET /usage grows by a request and its %d output tokens".formatted(output),
        text(after));
  }

  private void stopped(Observations seen) throws IOException {
    Optional<Totals> before = read(seen);
    if (before.isEmpty()) {
      return;
    }
    Call call = new ChatCompletionsDialect().streamed(Prompt.lengthy(model), key).orElseThrow();
    RunningReply running = client.start(call, "\"content\":\"");
    HttpHeaders headers = GatewayClient.await(running.marked());
    String id = headers.firstValue("x-request-id").orElse("").replaceAll("[^A-Za-z0-9_-]", "");
    client.send(
        new Call("DELETE", "/requests/" + id, Map.of(), Optional.empty(), Optional.of(key)));
    long chunks = SseEvents.parse(GatewayClient.await(running.whole()).text()).all().size();
    Optional<Totals> after = growth(before.get());
    seen.expect(after.isPresent(), "the record of a stopped answer follows", text(after));
    seen.note(
        "whether a stopped answer is billed whole",
        "%d events arrived; %s, of at most %d".formatted(chunks, text(after), Prompt.LONG_TOKENS));
  }

  private Optional<Totals> read(Observations seen) throws IOException {
    HttpReply reply = client.send(Call.get("/usage", key));
    if (reply.status() == 403) {
      seen.notChecked("GET /usage", "this key may not read it: " + reply.excerpt());
      return Optional.empty();
    }
    Optional<Totals> totals = totals(reply);
    seen.expect(totals.isPresent(), "GET /usage: status 200, {total}", reply.head());
    return totals;
  }

  // The record is written after the end of the answer.
  private Optional<Totals> growth(Totals before) throws IOException {
    for (Duration wait : WAITS) {
      try {
        pause.of(wait);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return Optional.empty();
      }
      Optional<Totals> now = totals(client.send(Call.get("/usage", key)));
      if (now.isPresent() && now.get().requests() > before.requests()) {
        return Optional.of(
            new Totals(
                now.get().requests() - before.requests(),
                now.get().outputTokens() - before.outputTokens()));
      }
    }
    return Optional.empty();
  }

  private static Optional<Totals> totals(HttpReply reply) {
    return reply.status() != 200
        ? Optional.empty()
        : reply
            .json()
            .object("total")
            .map(total ->
                new Totals(
                    total.count("requests").orElse(0), total.count("outputTokens").orElse(0)));
  }

  private static String text(Optional<Totals> growth) {
    return growth
        .map(each ->
            "grown by %d requests and %d output tokens"
                .formatted(each.requests(), each.outputTokens()))
        .orElse("no record within half a minute");
  }
}
