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

/// The heap that tokens take after they were seen.
public final class ApiKeyCacheProbe {

  private static final int TOKEN_BYTES = 32;
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

  /// Shows tokens to the gateway's authentication, half of them unknown ones, and prints what that
  /// has taken in MB: `some` after the first number of tokens, `many` after the second.
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
    // Until here, so that nothing of it was garbage above.
    probe.show(2);
  }

  private void show(int tokens) {
    for (boolean known : new boolean[] {true, false}) {
      tables.hasAll(known);
      for (int token = 0; token < tokens / 2; token++) {
        var _ =
            authenticator.authenticate(Headers.of(Map.of("authorization", "Bearer " + token())));
      }
    }
  }

  private String token() {
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    return "sb_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static double heap() {
    // The collector leaves garbage where moving the rest would be dear, and counts it; every
    // fourth time it does not.
    for (int collection = 0; collection < 4; collection++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) / MEBIBYTE;
  }
}
