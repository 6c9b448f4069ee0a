/// Runs the synthesized template on one machine.
///
/// In: a cloud assembly (`cdk.out`). Out: all that it declares, on loopback ports: the functions
/// from their zips as processes of their own, Function URLs, REST APIs, WebSocket APIs, tables, and
/// a Bedrock endpoint that they reach.
///
/// [LocalStack] is the entry for tests and benchmarks, [Main] the command line; a
/// [AotCachedPackage] lets tests start functions quickly. A package uses only packages of earlier
/// rows:
///
/// | package | in → out |
/// |---|---|
/// | `domain` | ARNs, JSON, the error of a stack that cannot run |
/// | `template`, `http` | a cloud assembly → resolved resources; what HTTP servers and clients share |
/// | `iam`, `page` | signed requests, roles and policies → decisions; the chat page |
/// | `lambda`, `tables`, `messaging` | functions → processes that answer; DynamoDB Local behind IAM; queues and topics |
/// | `functionurl`, `rest`, `websocket` | requests and messages → events, and answers → responses |
/// | `invoke`, `customers` | Lambda's own API with its queue of asynchronous events; example customers and keys |
/// | `triggers` | EventBridge rules and SNS subscriptions → invocations |
/// | `control` | the control endpoint for tests and people |
///
/// 1. A permission or variable that the template lacks is missing here too. No class of `functions`
///    or `infra` is used.
/// 2. Each package's documentation lists the rules of AWS that it imitates and those that it does
///    not.
///
/// Out of scope: the behaviour of the product.
@NullMarked
package dev.streambed.local;

import org.jspecify.annotations.NullMarked;
