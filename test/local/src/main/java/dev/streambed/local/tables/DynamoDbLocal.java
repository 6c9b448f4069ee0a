package dev.streambed.local.tables;

import dev.streambed.local.domain.Arns;
import dev.streambed.local.http.HttpEndpoint;
import dev.streambed.local.iam.Iam;
import dev.streambed.local.template.Deployment;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/// DynamoDB Local, in memory and without tables. Opening it takes about a second, and needs nothing
/// of the template.
public final class DynamoDbLocal implements AutoCloseable {

  private final LocalDynamoDBRequestHandler handler;

  private DynamoDbLocal(LocalDynamoDBRequestHandler handler) {
    this.handler = handler;
  }

  public static DynamoDbLocal open() {
    return new DynamoDbLocal(new LocalDynamoDBRequestHandler(0, true, null, true, false));
  }

  /// Creates every table and listens for the functions' calls.
  ///
  /// @param port the port, or 0 for any free one
  /// @param iam checks permissions
  public Tables serve(int port, Deployment deployment, Iam iam) {
    Arns arns = deployment.arns();
    RequestCounts requestCounts = new RequestCounts();
    DynamoDbProxy dynamoDbProxy =
        new DynamoDbProxy(
            new TableAuthorizer(iam, arns),
            requestCounts,
            new LocalDynamoDBServerHandler(handler, null));
    return new Tables(
        handler, deployment, dynamoDbProxy, HttpEndpoint.start("DynamoDB", port, dynamoDbProxy));
  }

  /// DynamoDB's description of a table.
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
