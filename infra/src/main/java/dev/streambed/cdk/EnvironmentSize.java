package dev.streambed.cdk;

import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Token;
import software.constructs.Construct;

/** The size of the environment: Lambda's limit is 4 KB of names and values. */
final class EnvironmentSize {
  private static final int LIMIT = 4_096;

  /** A name that CloudFormation generates has about forty characters, and at most this many. */
  private static final int LEAST_UNKNOWN = 40;

  private static final int MOST_UNKNOWN = 255;

  /** The documented maximum of a secret, whose length only CloudFormation knows. */
  private static final int SECRET = 128;

  /** An upper bound for the names of tables, a topic and the metrics' namespace. */
  private static final int FOR_NAMES = 1_400;

  private EnvironmentSize() {}

  /** The maximum length of the model list with these variables. */
  static int roomForModels(Map<String, String> others) {
    int taken = others.entrySet().stream().mapToInt(EnvironmentSize::size).sum();
    int left = LIMIT - FOR_NAMES - taken - GatewayEnvironment.MODELS.length();
    return Math.min(left, ModelList.MOST_CHARACTERS);
  }

  /**
   * Checks all variables that the construct sets.
   *
   * @throws IllegalArgumentException if it is too long for any names that CloudFormation generates
   */
  static void check(Construct streambed, StreambedProps props, GatewayTables tables) {
    var chosen = GatewayEnvironment.of(props);
    PropsCheck.that(
        size(chosen, tables, LEAST_UNKNOWN) <= LIMIT,
        "allowedOrigins, modelAliases, jwt, cloudFront: Lambda takes 4 KB of environment, and these fill it: "
            + chosen.entrySet().stream().mapToInt(EnvironmentSize::size).sum()
            + " bytes");
    if (size(chosen, tables, MOST_UNKNOWN) > LIMIT) {
      Annotations.of(streambed)
          .addWarningV2(
              "streambed:environmentSize",
              "models, modelAliases, allowedOrigins, jwt, cloudFront: they nearly fill the 4 KB of environment that Lambda takes; with"
                  + " long table names it will refuse the function");
    }
  }

  private static int size(Map<String, String> chosen, GatewayTables tables, int unknown) {
    var names =
        Stream.of(
            Map.entry(GatewayEnvironment.CUSTOMERS_TABLE, tables.customers()),
            Map.entry(GatewayEnvironment.API_KEYS_TABLE, tables.apiKeys()),
            Map.entry(GatewayEnvironment.LIMITS_TABLE, tables.limits()),
            Map.entry(GatewayEnvironment.USAGE_TABLE, tables.usage()),
            Map.entry(GatewayEnvironment.SESSIONS_TABLE, tables.sessions()),
            Map.entry(GatewayEnvironment.PRICES_TABLE, tables.prices()));
    return chosen.entrySet().stream().mapToInt(EnvironmentSize::size).sum()
        + names
            .mapToInt(
                table -> table.getKey().length() + length(table.getValue().getTableName(), unknown))
            .sum()
        + GatewayEnvironment.BUDGET_TOPIC.length()
        + GatewayEnvironment.METRICS_NAMESPACE.length()
        + 2 * unknown;
  }

  private static int size(Map.Entry<String, String> variable) {
    return variable.getKey().length() + length(variable.getValue(), SECRET);
  }

  private static int length(String value, int unknown) {
    return Boolean.TRUE.equals(Token.isUnresolved(value)) ? unknown : value.length();
  }
}
