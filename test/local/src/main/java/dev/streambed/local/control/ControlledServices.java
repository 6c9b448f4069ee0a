package dev.streambed.local.control;

import dev.streambed.bedrock.BedrockEndpoint;
import dev.streambed.local.customers.Customers;
import dev.streambed.local.invoke.PendingAsyncEvents;
import dev.streambed.local.lambda.Lambda;
import dev.streambed.local.messaging.Queues;
import dev.streambed.local.messaging.Topics;
import dev.streambed.local.tables.Tables;
import dev.streambed.local.triggers.Schedules;
import dev.streambed.local.websocket.Connections;
import java.util.Optional;

/// What can be controlled.
///
/// @param lambda the functions
/// @param bedrock the Bedrock endpoint
/// @param tables the tables
/// @param pendingAsyncEvents the asynchronous invocations that wait
/// @param queues the queues
/// @param topics the topics
/// @param connections the open WebSocket connections
/// @param schedules the rules that call functions at regular times
/// @param accountInfo what whoever runs the account would know
/// @param customers makes customers, if the template has their tables
public record ControlledServices(
    Lambda lambda,
    BedrockEndpoint bedrock,
    Tables tables,
    PendingAsyncEvents pendingAsyncEvents,
    Queues queues,
    Topics topics,
    Connections connections,
    Schedules schedules,
    AccountInfo accountInfo,
    Optional<Customers> customers) {}
