/// The synthesized template, running on one machine.
///
/// In: a cloud assembly (`cdk.out`). Out: everything that it declares, on loopback ports: the
/// functions from their zips as processes of their own, Function URLs, REST APIs, WebSocket APIs,
/// tables, and a Bedrock endpoint that they reach.
///
/// [LocalStack] is for tests and benchmarks, [Main] for people. The packages, from the ground up; a
/// package uses those of earlier rows only:
///
/// | package | in → out |
/// |---|---|
/// | `domain` | ARNs, JSON, the error of a stack that cannot run |
/// | `template`, `http` | a cloud assembly → resolved resources; what HTTP servers and clients share |
/// | `iam`, `page` | signed requests, roles and policies → who may do what; the chat page |
/// | `lambda`, `tables`, `messaging` | functions → processes that answer; DynamoDB Local behind IAM; queues and topics |
/// | `functionurl`, `rest`, `websocket` | requests and messages → events, and answers → responses |
/// | `invoke`, `customers` | Lambda's own API with its queue of asynchronous events; example customers and keys |
/// | `triggers` | EventBridge rules and SNS subscriptions → invocations |
/// | `control` | what tests and people may ask of the stack |
///
/// 1. A wire that is missing in the template is missing here. No class of `functions` or `infra` is
///    used.
/// 2. Every rule that imitates AWS stands where it is applied. What is not imitated is named in the
///    package that would have to.
///
/// Out of scope: what the product does with all that.
@NullMarked
package dev.streambed.local;

import org.jspecify.annotations.NullMarked;
