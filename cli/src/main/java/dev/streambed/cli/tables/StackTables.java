package dev.streambed.cli.tables;

import dev.streambed.cli.domain.CliException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The tables of a stack, with an open client.
///
/// @param deployedModels reads which models the stack allows; absent if that is not known
public record StackTables(
    DynamoDbClient dynamoDb,
    Names names,
    String region,
    Supplier<Optional<List<String>>> deployedModels)
    implements AutoCloseable {

  /// The names of the tables.
  ///
  /// @param prices absent in stacks of older releases
  public record Names(String customers, String apiKeys, String usage, Optional<String> prices) {

    /// Reads the outputs of a stack.
    ///
    /// @param stack its name, for messages
    public static Names of(Map<String, String> outputs, String stack) {
      return new Names(
          output(outputs, "CustomersTableName", stack),
          output(outputs, "ApiKeysTableName", stack),
          output(outputs, "UsageTableName", stack),
          Optional.ofNullable(outputs.get("PricesTableName")));
    }

    String pricesOrThrow() {
      return prices.orElseThrow(() ->
          new CliException(
              CliException.Code.STACK,
              "this stack has no table of prices yet: deploy this release"));
    }

    private static String output(Map<String, String> outputs, String name, String stack) {
      String value = outputs.get(name);
      if (value == null) {
        throw new CliException(
            CliException.Code.STACK,
            "%s has no output %s: is it a data stack of Streambed?".formatted(stack, name));
      }
      return value;
    }
  }

  @Override
  public void close() {
    dynamoDb.close();
  }
}
