package dev.streambed.local.tables;

import dev.streambed.local.http.Endpoint;
import dev.streambed.local.iam.Iam;
import dev.streambed.local.template.Deployment;
import dev.streambed.local.vocabulary.Arns;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/// DynamoDB Local, in memory and without tables. Opening it takes about a second, and needs nothing
/// of the template.
public final class Database implements AutoCloseable {

  private final LocalDynamoDBRequestHandler handler;

  private Database(LocalDynamoDBRequestHandler handler) {
    this.handler = handler;
  }

  public static Database open() {
    return new Database(new LocalDynamoDBRequestHandler(0, true, null, true, false));
  }

  /// Creates every table and listens for the functions' calls.
  ///
  /// @param port 0 takes any free one
  /// @param iam decides about every call
  public Tables serve(int port, Deployment deployment, Iam iam) {
    Arns arns = deployment.arns();
    Traffic traffic = new Traffic();
    Door door =
        new Door(new Gatekeeper(iam, arns), traffic, new LocalDynamoDBServerHandler(handler, null));
    return new Tables(handler, deployment, door, Endpoint.start("DynamoDB", port, door));
  }

  /// What the database knows of a table.
  TableDescription describe(String table) {
    return handler
        .describeTable("local", "local", DescribeTableRequest.builder().tableName(table).build())
        .table();
  }

  @Override
  public void close() {
    handler.shutdown();
  }
}
