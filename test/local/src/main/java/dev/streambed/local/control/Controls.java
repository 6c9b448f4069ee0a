package dev.streambed.local.control;

import dev.streambed.bedrock.BedrockEndpoint;
import dev.streambed.local.invoke.AsyncEvents;
import dev.streambed.local.lambda.Lambda;
import dev.streambed.local.queues.Queues;
import dev.streambed.local.schedule.Schedules;
import dev.streambed.local.seed.Customers;
import dev.streambed.local.tables.Tables;
import dev.streambed.local.topics.Topics;
import dev.streambed.local.websocket.Connections;
import java.util.Optional;

/// What can be controlled.
///
/// @param lambda the functions
/// @param bedrock the Bedrock endpoint
/// @param tables the tables
/// @param asyncEvents the asynchronous invocations that wait
/// @param queues the queues
/// @param topics the topics
/// @param connections the open WebSocket connections
/// @param schedules the rules that call functions at regular times
/// @param account what whoever runs the account would know
/// @param customers makes customers, if the template has their tables
public record Controls(
    Lambda lambda,
    BedrockEndpoint bedrock,
    Tables tables,
    AsyncEvents asyncEvents,
    Queues queues,
    Topics topics,
    Connections connections,
    Schedules schedules,
    Account account,
    Optional<Customers> customers) {}
