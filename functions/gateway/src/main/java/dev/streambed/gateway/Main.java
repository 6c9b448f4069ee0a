package dev.streambed.gateway;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.streambed.gateway.auth.Authenticator;
import dev.streambed.gateway.auth.CallerTables;
import dev.streambed.gateway.auth.Register;
import dev.streambed.gateway.auth.TokenIssuer;
import dev.streambed.gateway.auth.jwt.JwtCheck;
import dev.streambed.gateway.limit.Admitter;
import dev.streambed.gateway.limit.LimitsTable;
import dev.streambed.gateway.limit.OpenAnswers;
import dev.streambed.gateway.limit.RateLimiter;
import dev.streambed.gateway.limit.Settler;
import dev.streambed.gateway.model.Backoff;
import dev.streambed.gateway.model.BedrockModel;
import dev.streambed.gateway.price.BookTable;
import dev.streambed.gateway.price.PriceBooks;
import dev.streambed.gateway.session.RunningAnswers;
import dev.streambed.gateway.session.SessionTable;
import dev.streambed.gateway.transport.CallReader;
import dev.streambed.gateway.transport.CorsPolicy;
import dev.streambed.gateway.transport.FrontDoors;
import dev.streambed.gateway.usage.Ledger;
import dev.streambed.gateway.usage.Metrics;
import dev.streambed.gateway.usage.Statements;
import dev.streambed.gateway.usage.UsageRecords;
import dev.streambed.gateway.usage.UsageTable;
import dev.streambed.gateway.vocabulary.AllowedModels;
import dev.streambed.gateway.vocabulary.Limit;
import dev.streambed.gateway.vocabulary.Limits;
import dev.streambed.gateway.vocabulary.LogSink;
import dev.streambed.runtime.BufferedHandler;
import dev.streambed.runtime.StreamingRuntime;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The function. Started as a process it runs the streaming loop; on AWS's own Java runtime it is
/// an ordinary handler of the same name, which answers the same and streams nothing.
public final class Main implements RequestStreamHandler {

  private static final Duration SILENCE = Duration.ofSeconds(15);

  private final BufferedHandler handler =
      new BufferedHandler(gateway(System.getenv(), new StandardOutput()));

  public static void main(String[] arguments) {
    StreamingRuntime.run(() -> gateway(System.getenv(), new StandardOutput()));
  }

  @Override
  public void handleRequest(InputStream event, OutputStream output, Context context)
      throws IOException {
    handler.handleRequest(event, output, context);
  }

  /// Builds everything, and has it loaded.
  static Gateway gateway(Map<String, String> environment, LogSink log) {
    Settings settings = settings(environment, log);
    new Rehearsal(settings).play();
    Clients clients = Clients.of(settings.aws());
    return gateway(settings, clients.dynamoDb(), clients.bedrock(), log);
  }

  // The runtime reports the kind of what goes wrong and not its message; this one is safe to say.
  private static Settings settings(Map<String, String> environment, LogSink log) {
    try {
      return Settings.from(environment);
    } catch (SettingsException e) {
      log.write(Faults.invalidSettings(e));
      throw e;
    }
  }

  static Gateway gateway(
      Settings settings, DynamoDbClient dynamoDb, BedrockRuntimeAsyncClient bedrock, LogSink log) {
    BookTable table = new BookTable(dynamoDb, settings.tables().prices());
    PriceBooks books = new PriceBooks(table, Clock.systemUTC(), log);
    return gateway(settings, dynamoDb, bedrock, log, Prices.of(books, settings.aws().region()));
  }

  static Gateway gateway(
      Settings settings,
      DynamoDbClient dynamoDb,
      BedrockRuntimeAsyncClient bedrock,
      LogSink log,
      Prices prices) {
    InstantSource clock = Clock.systemUTC();
    Metrics metrics =
        settings
            .metricsNamespace()
            .map(namespace -> new Metrics(namespace, log, clock))
            .orElseGet(Metrics::off);
    TableNames tables = settings.tables();
    CorsPolicy cors = new CorsPolicy(settings.corsOrigins());
    Limits defaults =
        Limits.NONE
            .with(Limit.REQUESTS_PER_DAY, settings.requestsPerDay())
            .withDefaults(settings.rates());
    CallerTables callers =
        new CallerTables(dynamoDb, tables.apiKeys(), tables.customers(), defaults);
    Register register = new Register(callers, clock);
    LimitsTable limits = new LimitsTable(dynamoDb, tables.limits());
    Faults faults = new Faults(log, metrics);
    Random random = new Random();
    Ledger ledger =
        new Ledger(log, new UsageTable(dynamoDb, tables.usage()), prices.pricing(), metrics);
    Books books =
        new Books(
            ledger,
            new Settler(limits, clock),
            faults,
            Announcer.of(settings, limits, clock, faults));
    Rooms rooms =
        new Rooms(
            new FrontDoors(new CallReader(settings.maxBodyBytes(), cors, clock), clock),
            new Authenticator(register, jwts(settings, clock), clock),
            new RunningAnswers(new SessionTable(dynamoDb, tables.sessions()), log, random, clock),
            new Admissions(
                new Admitter(limits, random, clock), prices, AllowedModels.of(settings.models())),
            new Rates(new RateLimiter(limits, clock)));
    Exchanges exchanges =
        new Exchanges(
            new BedrockModel(bedrock, backoff(random)),
            books,
            new Pace(SILENCE, settings.drain(), clock),
            prices.freshener());
    Lazy<SocketSide> sockets =
        new Lazy<>(() -> SocketSide.of(settings, dynamoDb, rooms, exchanges, faults, log));
    Sweep sweep =
        new Sweep(
            new OpenAnswers(limits),
            books,
            (permit, deadline) -> sockets.get().failures().endLate(permit, deadline),
            faults,
            clock);
    Desk desk =
        new Desk(
            rooms,
            new TokenIssuer(register, SecureRandom::new, clock),
            statements(settings, dynamoDb, clock),
            new ModelList(settings.models(), prices),
            faults);
    return new Gateway(rooms, exchanges, sockets, desk, sweep, faults);
  }

  private static Statements statements(
      Settings settings, DynamoDbClient dynamoDb, InstantSource clock) {
    return new Statements(new UsageRecords(dynamoDb, settings.tables().usage()), clock);
  }

  private static JwtCheck jwts(Settings settings, InstantSource clock) {
    return settings.jwt().map(issuer -> JwtCheck.of(issuer, clock)).orElseGet(JwtCheck::none);
  }

  private static Backoff backoff(RandomGenerator random) {
    return new Backoff(3, Duration.ofMillis(400), Duration.ofSeconds(2), random);
  }
}
