package dev.streambed.cli.smoke;

import dev.streambed.cli.domain.CliException;
import dev.streambed.cli.domain.FrontDoorUrls;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Checks a gateway once.
public final class SmokeTest implements AutoCloseable {

  private static final int OK = 200;

  private final HttpClient http = GatewayClient.newHttpClient();
  private final FrontDoorUrls urls;
  private final String key;
  private final boolean hasLimits;
  private final InstantSource clock;

  /// What will be done.
  ///
  /// @param model the id of the model that is asked
  public record Plan(String model, List<Check> checks, CostLimit costLimit) {

    public Plan {
      checks = List.copyOf(checks);
    }
  }

  /// @param urls of them at least one that speaks HTTP
  /// @param key an API key that may read its usage
  /// @param hasLimits whether the customer has limits, which answers must report
  public SmokeTest(FrontDoorUrls urls, String key, boolean hasLimits, InstantSource clock) {
    this.urls = urls;
    this.key = key;
    this.hasLimits = hasLimits;
    this.clock = clock;
  }

  /// Asks the gateway for its models, and no model.
  ///
  /// @param model absent: the cheapest that writes text
  /// @throws CliException if the gateway does not answer, refuses the key or has no such model
  public Plan plan(Optional<String> model) {
    HttpReply reply = models();
    if (reply.status() == 401 || reply.status() == 403) {
      throw failed("the gateway refuses the key: status " + reply.status());
    }
    if (reply.status() != OK && model.isEmpty()) {
      throw failed("GET /models has status %d: give --model".formatted(reply.status()));
    }
    List<OfferedModel> offered = OfferedModel.read(reply.json());
    OfferedModel chosen =
        model
            .map(id -> named(id, offered))
            .or(() -> OfferedModel.cheapest(offered))
            .orElseThrow(() -> failed("no model of GET /models has a price: give --model"));
    List<Check> checks = checks(chosen.id());
    return new Plan(chosen.id(), checks, CostLimit.of(checks, chosen));
  }

  private HttpReply models() {
    URI base = urls.function().or(urls::rest).orElseThrow();
    try {
      return new GatewayClient(http, base).send(Call.get("/models", key));
    } catch (IOException silent) {
      throw new CliException(
          CliException.Code.GATEWAY,
          "no gateway answers at %s: %s".formatted(base, silent.getMessage()),
          silent);
    }
  }

  private static OfferedModel named(String id, List<OfferedModel> offered) {
    return offered.stream()
        .filter(each -> each.id().equals(id))
        .findFirst()
        .orElseGet(() -> new OfferedModel(id, "text", Optional.empty(), Optional.empty()));
  }

  private static CliException failed(String sentence) {
    return new CliException(CliException.Code.GATEWAY, sentence);
  }

  private List<Check> checks(String model) {
    List<Check> checks = new ArrayList<>();
    URI first = urls.function().or(urls::rest).orElseThrow();
    Finding.FrontDoor door =
        urls.function().isPresent() ? Finding.FrontDoor.FUNCTION_URL : Finding.FrontDoor.REST_API;
    GatewayClient firstClient = new GatewayClient(http, first);
    checks.addAll(new UsageChecks(door, firstClient, key, model, time -> Thread.sleep(time)).all());
    urls.function()
        .ifPresent(url -> checks.addAll(http(Finding.FrontDoor.FUNCTION_URL, url, model)));
    urls.rest().ifPresent(url -> checks.addAll(http(Finding.FrontDoor.REST_API, url, model)));
    urls.webSocket()
        .ifPresent(url -> checks.addAll(new WebSocketChecks(http, url, key, model).all()));
    return checks;
  }

  private List<Check> http(Finding.FrontDoor door, URI url, String model) {
    return new HttpChecks(door, new GatewayClient(http, url), key, model, hasLimits).all();
  }

  /// Runs the checks of a plan, which takes a minute or two.
  ///
  /// @param progress is told each finding
  public SmokeReport run(Plan plan, Consumer<Finding> progress) {
    List<Finding> findings = new ArrayList<>();
    for (Check check : plan.checks()) {
      List<Finding> found = run(check);
      found.forEach(progress);
      findings.addAll(found);
    }
    return new SmokeReport(clock.instant(), urls, plan.model(), plan.costLimit(), findings);
  }

  private List<Finding> run(Check check) {
    Observations observations = new Observations(check.frontDoor(), check.name(), key, clock);
    try {
      check.work().run(observations);
    } catch (IOException silent) {
      observations.expect(false, "an answer that ends", "none: " + silent.getMessage());
    }
    return observations.findings();
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
