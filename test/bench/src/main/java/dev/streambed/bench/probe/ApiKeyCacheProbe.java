package dev.streambed.bench.probe;

import dev.streambed.gateway.auth.Authenticator;
import dev.streambed.gateway.auth.CustomerDirectory;
import dev.streambed.gateway.auth.CustomerTables;
import dev.streambed.gateway.auth.jwt.JwtCheck;
import dev.streambed.gateway.domain.Headers;
import dev.streambed.gateway.domain.Limits;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.Random;

/// The heap that the caches of API keys take.
public final class ApiKeyCacheProbe {

  private static final int KEY_BYTES = 32;
  private static final double MEBIBYTE = 1 << 20;

  private final SyntheticTables tables = new SyntheticTables();
  private final Authenticator authenticator =
      new Authenticator(
          new CustomerDirectory(
              new CustomerTables(
                  tables, SyntheticTables.API_KEYS, SyntheticTables.CUSTOMERS, Limits.NONE),
              Clock.systemUTC()),
          JwtCheck.none(),
          Clock.systemUTC());
  private final Random random = new Random(1);

  private ApiKeyCacheProbe() {}

  /// Authenticates with API keys, half of them unknown, and prints the heap in MB: `some` after the
  /// first number of keys, `many` after the second.
  public static void main(String[] arguments) {
    ApiKeyCacheProbe probe = new ApiKeyCacheProbe();
    probe.show(2);
    double before = heap();
    int some = Integer.parseInt(arguments[0]);
    int many = Integer.parseInt(arguments[1]);
    probe.show(some);
    System.out.println("figure some " + (heap() - before));
    probe.show(many - some);
    System.out.println("figure many " + (heap() - before));
    // Keeps the objects reachable until here, so that they were not garbage above.
    probe.show(2);
  }

  private void show(int apiKeys) {
    for (boolean known : new boolean[] {true, false}) {
      tables.hasAll(known);
      for (int key = 0; key < apiKeys / 2; key++) {
        var _ =
            authenticator.authenticate(Headers.of(Map.of("authorization", "Bearer " + apiKey())));
      }
    }
  }

  private String apiKey() {
    byte[] bytes = new byte[KEY_BYTES];
    random.nextBytes(bytes);
    return "sb_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static double heap() {
    // The collector skips regions that are expensive to compact, and counts their garbage; every
    // fourth collection compacts all.
    for (int collection = 0; collection < 4; collection++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) / MEBIBYTE;
  }
}
