/// The synthesized template, running on one machine.
///
/// In: a cloud assembly (`cdk.out`). Out: everything that it declares, on loopback ports: the
/// functions from their zips as processes of their own, Function URLs, REST APIs, WebSocket APIs,
/// tables, and a Bedrock endpoint that they reach.
///
/// [LocalStack] is for tests and benchmarks, [Main] for people. The rooms, in the order in which a
/// start passes them:
///
/// | package | in → out |
/// |---|---|
/// | `template` | a cloud assembly → resolved resources |
/// | `iam` | roles, policies and permissions → who may do what |
/// | `gate` | a signed request → who signed it, and whether they may |
/// | `tables` | tables → DynamoDB Local behind IAM |
/// | `bedrock` | IAM's word for the Bedrock endpoint |
/// | `lambda` | functions → processes that answer |
/// | `queues` | messages that somebody sent |
/// | `topics` | what somebody announced |
/// | `invoke` | Lambda's own API, and the queue behind asynchronous invocations |
/// | `subscriptions` | what was announced → functions that want to know |
/// | `schedule` | EventBridge's rules → functions that are called at regular times |
/// | `url`, `rest` | HTTP requests → events, and answers → HTTP |
/// | `websocket` | handshakes and messages → events, and answers → messages; `@connections` |
/// | `seed` | a customer, a token and an example |
/// | `page` | the chat page and what it is told |
/// | `control` | what tests and people may ask of the stack |
///
/// 1. A wire that is missing in the template is missing here. No class of `functions` or `infra` is
///    used.
/// 2. The rooms share `vocabulary`, `template` and `http`. Behind them each knows only those before
///    it in the table.
/// 3. Every rule that imitates AWS stands where it is applied; what is not imitated is named in the
///    package that would have to.
///
/// Out of scope: what the product does with all that.
@NullMarked
package dev.streambed.local;

import org.jspecify.annotations.NullMarked;
