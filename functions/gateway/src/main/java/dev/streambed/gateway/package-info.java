/// The one Lambda. *An event comes in; we learn its transport, who sent it and whether they may;
/// ask the model; stream the answer out; write down the usage.*
///
/// | step | package | joined in |
/// |---|---|---|
/// | learn the transport | `transport` | [dev.streambed.gateway.Gateway] |
/// | who sent it | `auth` | [dev.streambed.gateway.Gateway] |
/// | under which name the answer can be stopped | `session` | [dev.streambed.gateway.Gateway], [dev.streambed.gateway.Turn] |
/// | whether they may | `limit` | [dev.streambed.gateway.Gateway] |
/// | ask the model | `model` | [dev.streambed.gateway.Turn], [dev.streambed.gateway.Relay] |
/// | stream the answer out | `reply` | [dev.streambed.gateway.Relay] |
/// | what it cost | `price` | [dev.streambed.gateway.Main] |
/// | write down the usage | `usage`, then `limit` again | [dev.streambed.gateway.Books] |
/// | tell of budgets that come to a threshold | `limit`, then `push` | [dev.streambed.gateway.Announcer] |
///
/// On a WebSocket the sentence is told in two invocations: [dev.streambed.gateway.Conversation]
/// goes as far as the admission and hands on, [dev.streambed.gateway.Continuation] asks the model.
/// Where the second does not come about, [dev.streambed.gateway.HandoverFailures] ends the answer.
///
/// 1. Steps do not know each other; they share `vocabulary`, `json` and `sdk`. An architecture test
///    holds them apart. *Why: a step can then be read, tested and replaced alone.*
/// 2. [dev.streambed.gateway.Main] builds everything by hand. *Why: a framework would cost more of
///    a cold start than all of it.*
/// 3. Only [dev.streambed.gateway.Settings] knows names of environment variables.
/// 4. A request costs nothing before it was found valid: who, then what, then whether.
/// 5. Whatever happens after the admission, the caller gets an ending and the ledger an entry.
@NullMarked
package dev.streambed.gateway;

import org.jspecify.annotations.NullMarked;
