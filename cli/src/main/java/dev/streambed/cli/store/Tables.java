package dev.streambed.cli.store;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// A stack's tables, open. Whoever opens them closes them.
public record Tables(DynamoDbClient dynamoDb, TableNames names) implements AutoCloseable {

  @Override
  public void close() {
    dynamoDb.close();
  }
}
