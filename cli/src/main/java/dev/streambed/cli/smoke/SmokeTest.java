package dev.streambed.cli.smoke;

import dev.streambed.cli.domain.CliException;
import dev.streambed.cli.domain.FrontDoorUrls;
import dev.streambed.cli.domain.FunctionLog;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// Checks a gateway once.
public final class SmokeTest implements AutoCloseable {

  private static final int OK = 200;

  private final HttpClient http = GatewayClient.newHttpClient();
  private final FrontDoorUrls urls;
  private final String key;
  private final boolean hasLimits;
  private final Optional<FunctionLog> log;
  private final InstantSource clock;

  /// What will be done.
  ///
  /// @param model the id of the model that is asked
  /// @param stages are run one after another
  public record Plan(String model, List<Stage> stages, CostLimit costLimit) {

    public Plan {
      stages = List.copyOf(stages);
    }
  }

  /// Sequences of checks that run side by side.
  public record Stage(List<List<Check>> sequences) {

    public Stage {
      sequences = sequences.stream().map(List::copyOf).toList();
    }

    private List<Check> checks() {
      return sequences.stream().flatMap(List::stream).toList();
    }
  }

  /// @param urls of them at least one that speaks HTTP
  /// @param key an API key that may read its usage
  /// @param hasLimits whether the customer has limits, which answers must report
  /// @param log of the gateway's function; absent: cold starts are not looked for
  public SmokeTest(
      FrontDoorUrls urls,
      String key,
      boolean hasLimits,
      Optional<FunctionLog> log,
      InstantSource clock) {
    this.urls = urls;
    this.key = key;
    this.hasLimits = hasLimits;
    this.log = log;
    this.clock = clock;
  }

  /// Asks the gateway for its models, and no model.
  ///
  /// @param model absent: the cheapest that writes text
  /// @throws CliException if the gateway does not answer, refuses the key or has no such model
  public Plan plan(Optional<String> model) {
    Instant begin = clock.instant();
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
    List<Stage> stages = stages(chosen.id(), begin);
    List<Check> checks = stages.stream().flatMap(stage -> stage.checks().stream()).toList();
    return new Plan(chosen.id(), stages, CostLimit.of(checks, chosen));
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

  // The customer's usage is compared while nothing else adds to it.
  private List<Stage> stages(String model, Instant begin) {
    URI first = urls.function().or(urls::rest).orElseThrow();
    Finding.FrontDoor door =
        urls.function().isPresent() ? Finding.FrontDoor.FUNCTION_URL : Finding.FrontDoor.REST_API;
    GatewayClient firstClient = new GatewayClient(http, first);
    List<Check> usage =
        new UsageChecks(door, firstClient, key, model, time -> Thread.sleep(time)).all();
    List<List<Check>> frontDoors = new ArrayList<>();
    urls.function()
        .ifPresent(url -> frontDoors.add(http(Finding.FrontDoor.FUNCTION_URL, url, model)));
    urls.rest().ifPresent(url -> frontDoors.add(http(Finding.FrontDoor.REST_API, url, model)));
    urls.webSocket()
        .ifPresent(url -> frontDoors.add(new WebSocketChecks(http, url, key, model).all()));
    Check coldStarts = new ColdStartCheck(door, log, begin).check();
    return List.of(
        new Stage(List.of(usage)), new Stage(frontDoors), new Stage(List.of(List.of(coldStarts))));
  }

  private List<Check> http(Finding.FrontDoor door, URI url, String model) {
    return new HttpChecks(door, new GatewayClient(http, url), key, model, hasLimits).all();
  }

  /// Runs the checks of a plan, which takes about a minute.
  ///
  /// @param progress is told each finding, one at a time
  public SmokeReport run(Plan plan, Consumer<Finding> progress) {
    List<Finding> findings = new ArrayList<>();
    for (Stage stage : plan.stages()) {
      findings.addAll(run(stage, progress));
    }
    return new SmokeReport(clock.instant(), urls, plan.model(), plan.costLimit(), findings);
  }

  private List<Finding> run(Stage stage, Consumer<Finding> progress) {
    Lock printing = new ReentrantLock();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<Finding>>> running =
          stage.sequences().stream()
              .map(checks -> threads.submit(() -> run(checks, printing, progress)))
              .toList();
      return running.stream().map(SmokeTest::result).flatMap(List::stream).toList();
    }
  }

  private List<Finding> run(List<Check> checks, Lock printing, Consumer<Finding> progress) {
    List<Finding> findings = new ArrayList<>();
    for (Check check : checks) {
      List<Finding> found = run(check);
      printing.lock();
      try {
        found.forEach(progress);
      } finally {
        printing.unlock();
      }
      findings.addAll(found);
    }
    return findings;
  }

  private static List<Finding> result(Future<List<Finding>> findings) {
    try {
      return findings.get();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return List.of();
    } catch (ExecutionException broken) {
      throw new IllegalStateException("a check does not end as it should", broken.getCause());
    }
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
