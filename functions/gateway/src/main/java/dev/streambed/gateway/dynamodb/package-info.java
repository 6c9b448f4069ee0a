/// A small client of DynamoDB: requests in, items out.
///
/// 1. It has the operations and parameters that the gateway uses, under DynamoDB's names. *Why it
///    is our own: the SDK's client is more than a thousand classes, which a cold start loads before
///    it can read the first API key. Tests compare it with the SDK's.*
/// 2. A request is JSON from the start ([TableRequest]), and a response is read in one pass,
///    without a tree. *Why: both happen several times before the first chunk of an answer.*
/// 3. Retries follow the rules of the AWS SDKs. *Why: DynamoDB is built for clients that wait a
///    little and try again.* A write whose response was lost is sent again; the tables' own code
///    recognizes what it has written.
/// 4. On the way of a request there are neither lambdas nor streams. *Why: each of them costs a
///    fresh process a class that the JVM has to generate.*
///
/// Out of scope: connections, signatures and silence (`aws`); creating tables, and other operations
/// of administration. An item is bounded by DynamoDB itself, a page of items also by the limits of
/// the package `json`.
@NullMarked
package dev.streambed.gateway.dynamodb;

import org.jspecify.annotations.NullMarked;
