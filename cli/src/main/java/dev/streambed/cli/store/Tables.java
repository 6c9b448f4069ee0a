package dev.streambed.cli.store;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// A stack's tables, open. Whoever opens them closes them.
///
/// @param region where the stack is
public record Tables(DynamoDbClient dynamoDb, TableNames names, String region)
    implements AutoCloseable {

  @Override
  public void close() {
    dynamoDb.close();
  }
}
