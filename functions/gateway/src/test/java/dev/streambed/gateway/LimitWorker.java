package dev.streambed.gateway;

import dev.streambed.gateway.domain.TokenEstimate;
import dev.streambed.gateway.domain.Usage;
import dev.streambed.gateway.dynamodb.DynamoDb;
import dev.streambed.gateway.dynamodb.TableRequest;
import dev.streambed.gateway.fixture.LocalDynamoDb;
import dev.streambed.gateway.fixture.LocalTables;
import dev.streambed.gateway.limit.Admission;
import dev.streambed.gateway.limit.Permit;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// One of many processes that admit requests of the same customers and end them in every way.
/// Prints `ready`, and starts when it receives the time.
///
/// Arguments: the address of the tables, a seed, how far its clock is ahead in milliseconds, and
/// two customers: answers of the first never need more than was reserved, those of the second do.
final class LimitWorker {

  static final Instant START = Instant.parse("2026-11-30T23:59:00Z");

  /// How many times faster than real time the test's time passes.
  static final int SPEED = 10;

  static final int MOST_OVER = 50;

  /// Twelve seconds of real time: longer than any answer takes here, even on a busy machine.
  static final Duration LEASE = Duration.ofMinutes(2);

  private static final Duration TIME = Duration.ofSeconds(25);
  private static final int ATTEMPTS = 60;
  private static final int THREADS = 3;

  private LimitWorker() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    DynamoDb tables = LocalDynamoDb.of(URI.create(arguments[0]));
    long seed = Long.parseLong(arguments[1]);
    Duration ahead = Duration.ofMillis(Long.parseLong(arguments[2]));
    tables.scan(TableRequest.of(LocalTables.LIMITS).limit(1));
    System.out.println("ready");
    long begin = Long.parseLong(readLine());
    InstantSource clock = () -> time(begin).plus(ahead);
    LimitedCustomer exact = new LimitedCustomer(arguments[3], tables, clock, LEASE);
    LimitedCustomer excessive = new LimitedCustomer(arguments[4], tables, clock, LEASE);
    List<Thread> threads = new ArrayList<>();
    for (int number = 0; number < THREADS; number++) {
      SplittableRandom random = new SplittableRandom(seed * THREADS + number);
      threads.add(Thread.ofPlatform().start(() -> work(exact, excessive, begin, random)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    System.out.println("done");
  }

  /// The time of all processes, when theirs is right.
  ///
  /// @param begin the real time at which it began, in epoch milliseconds
  static Instant time(long begin) {
    return START.plusMillis((System.currentTimeMillis() - begin) * SPEED);
  }

  private static void work(
      LimitedCustomer exact, LimitedCustomer excessive, long begin, SplittableRandom random) {
    for (int attempt = 0; attempt < ATTEMPTS || isTime(begin); attempt++) {
      boolean isExact = random.nextBoolean();
      LimitedCustomer customer = isExact ? exact : excessive;
      TokenEstimate tokenEstimate =
          new TokenEstimate(random.nextInt(1, 250), random.nextInt(1, 250));
      if (customer.admit(tokenEstimate) instanceof Admission.Admitted(Permit permit, _)) {
        pause(random.nextInt(60));
        end(customer, permit, isExact ? 0 : MOST_OVER, random);
      } else {
        pause(random.nextInt(200));
      }
    }
  }

  private static void end(
      LimitedCustomer customer, Permit permit, int mostOver, SplittableRandom random) {
    TokenEstimate reserved = permit.reservation().tokenEstimate();
    long input = random.nextLong(reserved.inputTokens() + 1);
    long output = random.nextLong(reserved.outputTokens() + mostOver + 1);
    Usage usage = new Usage.Counted(input, output, random.nextInt(9), random.nextInt(9));
    switch (random.nextInt(40)) {
      // Dies, before its record and after it.
      case 0 -> {}
      case 1 -> customer.recordOnly(permit, usage);
      // Is refused by Bedrock.
      case 2, 3 -> customer.end(permit, new Usage.Unknown());
      // Ends without numbers, lives or dies before it has settled.
      case 4, 5 -> customer.end(permit, guess(input, output, random));
      case 6 -> customer.recordOnly(permit, guess(input, output, random));
      // The model has counted, or an attempt before this one failed.
      case 7 -> customer.end(permit, new Usage.Estimated(input, output, "model_counts"));
      case 8 -> customer.end(permit, new Usage.Counted(input, output, 0, 0).withRetried(true));
      default -> customer.end(permit, usage);
    }
  }

  private static Usage guess(long input, long output, SplittableRandom random) {
    List<String> reasons =
        List.of("drain_off", "drain_over", "deadline", "broken_off", "no_counts", "gateway_failed");
    return new Usage.Estimated(input, output, reasons.get(random.nextInt(reasons.size())));
  }

  private static boolean isTime(long begin) {
    return System.currentTimeMillis() - begin < TIME.toMillis();
  }

  static void pause(int milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static String readLine() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = System.in.read(); next > '\n'; next = System.in.read()) {
      line.append((char) next);
    }
    return line.toString();
  }
}
