package dev.streambed.gateway;

import dev.streambed.gateway.push.Connections;
import dev.streambed.gateway.push.Endpoints;
import dev.streambed.gateway.push.Persistence;
import dev.streambed.gateway.push.SelfInvocation;
import dev.streambed.gateway.sdk.SignedPost;
import dev.streambed.gateway.session.AnswerRows;
import dev.streambed.gateway.session.ConnectionRows;
import dev.streambed.gateway.session.Prompts;
import dev.streambed.gateway.session.SocketTable;
import dev.streambed.gateway.session.UnstartedAnswers;
import dev.streambed.gateway.vocabulary.LogSink;
import java.time.Duration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Everything that only WebSockets need. It is built by hand like the rest, and when the first
/// event of one comes: no other cold start pays for it.
///
/// @param sockets what happens on connections
/// @param continuation the answers on them
/// @param failures those that nobody has begun
record SocketSide(Sockets sockets, Continuation continuation, HandoverFailures failures) {

  /// How long the last part of a prompt waits for those that it has overtaken.
  private static final Duration STRAGGLERS = Duration.ofSeconds(10);

  /// A client that does not read makes API Gateway refuse messages for a while.
  private static final Persistence POSTS =
      new Persistence(12, Duration.ofMillis(100), Duration.ofSeconds(2));

  /// API Gateway waits for it.
  private static final Persistence INVOCATIONS =
      new Persistence(3, Duration.ofMillis(100), Duration.ofSeconds(1));

  static SocketSide of(
      Settings settings,
      DynamoDbClient dynamoDb,
      Rooms rooms,
      Exchanges exchanges,
      Faults faults,
      LogSink log) {
    AwsSettings aws = settings.aws();
    SignedPost posts = Clients.of(aws).posts();
    Endpoints endpoints = aws.endpoints();
    SocketTable table = new SocketTable(dynamoDb, settings.tables().sessions());
    AnswerRows answers = new AnswerRows(table, log);
    Prompts prompts = new Prompts(table);
    Pace pace = exchanges.pace();
    ConnectionRows connections = new ConnectionRows(table, pace.clock());
    Handing handing =
        new Handing(
            new SelfInvocation(posts, endpoints, INVOCATIONS),
            answers,
            exchanges.books(),
            pace.clock());
    Connections clients = new Connections(posts, endpoints, POSTS, log);
    HandoverFailures failures =
        new HandoverFailures(
            new UnstartedAnswers(table), prompts, clients, exchanges.books(), pace.clock());
    Questions questions = new Questions(answers, prompts, rooms.limit(), handing);
    return new SocketSide(
        new Sockets(
            rooms.auth(),
            connections,
            rooms.rates(),
            new Conversation(
                rooms.auth(),
                connections,
                rooms.rates(),
                questions,
                new Parts(prompts, questions, STRAGGLERS)),
            faults),
        new Continuation(
            exchanges.model(),
            answers,
            prompts,
            clients,
            failures,
            exchanges.books(),
            pace,
            exchanges.beside()),
        failures);
  }
}
