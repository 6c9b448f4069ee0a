package dev.streambed.cli.tables;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// A stack's tables, open. Whoever opens them closes them.
///
/// @param region where the stack is
/// @param deployedModels asks which models the stack allows; absent when that cannot be told
public record StackTables(
    DynamoDbClient dynamoDb,
    TableNames names,
    String region,
    Supplier<Optional<List<String>>> deployedModels)
    implements AutoCloseable {

  @Override
  public void close() {
    dynamoDb.close();
  }
}
