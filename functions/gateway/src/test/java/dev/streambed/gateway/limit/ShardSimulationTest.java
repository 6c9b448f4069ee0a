package dev.streambed.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.domain.RequestId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// How close a sharded limit is to an unsharded one: what a customer gets of a limit of requests
/// when it sends as many requests as the limit, half as many again and twice as many. Prints the
/// table of docs/limits.md.
class ShardSimulationTest {

  private static final Path PAGE = Path.of("../../docs/limits.md");
  private static final int ROUNDS = 20;

  /// More would only take longer.
  private static final int MOST_REQUESTS = 100_000;

  private record Throughput(long untilRefused, long atOne, long atOneAndAHalf, long atTwo) {}

  @Test
  void staysAsNearAsThePageSays() throws IOException {
    List<String> rows = new ArrayList<>();
    for (int shards : new int[] {2, 4, 16, 64, 512}) {
      for (int perShard : new int[] {10, 100, 1000}) {
        if (shards * perShard <= MOST_REQUESTS) {
          rows.add(row(shards, perShard));
        }
      }
    }
    assertThat(Files.readAllLines(PAGE)).containsSequence(rows);
  }

  private static String row(int shards, int perShard) {
    long limit = (long) shards * perShard;
    long refused = 0;
    long one = 0;
    long half = 0;
    long two = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Throughput throughput = simulate(shards, limit, round);
      assertThat(throughput.atTwo()).isLessThanOrEqualTo(limit);
      refused += throughput.untilRefused();
      one += throughput.atOne();
      half += throughput.atOneAndAHalf();
      two += throughput.atTwo();
    }
    double all = limit * ROUNDS / 100.0;
    return String.format(
        Locale.ROOT,
        "| %d | %d | %.1f %% | %.1f %% | %.1f %% | %.1f %% |",
        shards,
        perShard,
        refused / all,
        one / all,
        half / all,
        two / all);
  }

  private static Throughput simulate(int count, long limit, int round) {
    int depth = Integer.numberOfTrailingZeros(count);
    long[] parts =
        IntStream.range(0, count).mapToLong(each -> new Shard(each, depth).partOf(limit)).toArray();
    long[] counted = new long[count];
    long admitted = 0;
    long untilRefused = -1;
    long atOne = 0;
    long atOneAndAHalf = 0;
    for (long request = 1; request <= 2 * limit; request++) {
      boolean fits = admit(id(round, request), depth, parts, counted);
      admitted += fits ? 1 : 0;
      untilRefused = untilRefused < 0 && !fits ? admitted : untilRefused;
      atOne = request == limit ? admitted : atOne;
      atOneAndAHalf = request == limit * 3 / 2 ? admitted : atOneAndAHalf;
    }
    return new Throughput(untilRefused, atOne, atOneAndAHalf, admitted);
  }

  // Pseudo-random, and the same in every run.
  private static RequestId id(int round, long request) {
    return new RequestId("r" + round + "-" + request * 0x9E3779B97F4A7C15L);
  }

  private static boolean admit(RequestId id, int depth, long[] parts, long[] counted) {
    int[] tried = new int[Reserver.MOST_TRIED];
    int number = 0;
    for (int choice = 0; choice < Reserver.CHOICES && number < tried.length; choice++) {
      int index = Shard.of(Shard.hash(id, choice), depth).index();
      if (!contains(tried, number, index)) {
        if (counted[index] < parts[index]) {
          counted[index]++;
          return true;
        }
        tried[number++] = index;
      }
    }
    return false;
  }

  // A set would take most of the test's time.
  private static boolean contains(int[] tried, int number, int index) {
    for (int at = 0; at < number; at++) {
      if (tried[at] == index) {
        return true;
      }
    }
    return false;
  }
}
