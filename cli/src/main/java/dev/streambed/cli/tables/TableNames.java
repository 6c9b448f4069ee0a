package dev.streambed.cli.tables;

import dev.streambed.cli.domain.CliException;
import java.util.Map;
import java.util.Optional;

/// What the stack's tables are really called.
public record TableNames(String customers, String apiKeys, String usage, Optional<String> prices) {

  /// Reads a stack's outputs.
  ///
  /// @param stack its name, for the sentence when it is another stack than ours
  public static TableNames of(Map<String, String> outputs, String stack) {
    return new TableNames(
        output(outputs, "CustomersTableName", stack),
        output(outputs, "ApiKeysTableName", stack),
        output(outputs, "UsageTableName", stack),
        Optional.ofNullable(outputs.get("PricesTableName")));
  }

  /// The table of price books, which stacks of older releases lack.
  String pricesOrThrow() {
    return prices.orElseThrow(() ->
        new CliException(
            CliException.Code.STACK, "this stack has no table of prices yet: deploy this release"));
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
