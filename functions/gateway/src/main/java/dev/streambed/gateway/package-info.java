/// The Lambda function. [dev.streambed.gateway.Main] starts it, and [dev.streambed.gateway.Gateway]
/// passes each event to the package that handles it.
///
/// | floor | packages |
/// |---|---|
/// | flows | `http`, `websocket`, `maintenance` |
/// | an admitted request | `exchange` |
/// | admission | `admission`, `log` |
/// | steps | `transport`, `auth`, `session`, `limit`, `model`, `prompt`, `response`, `push`, `price`, `usage` |
/// | settings | `config` |
/// | ground | `domain`, `json`, `aws` |
///
/// A request takes this path: `transport` → `http` or `websocket` → `auth` → `prompt` → `session` →
/// `admission` (`limit`, `price`) → `exchange` → `model` → `response` → `usage`, `limit`.
///
/// | to read | open |
/// |---|---|
/// | one HTTP request | [dev.streambed.gateway.http.HttpHandler] |
/// | one message on a WebSocket | [dev.streambed.gateway.websocket.MessageHandler] |
/// | one admitted request | [dev.streambed.gateway.exchange.AdmittedExchange] |
///
/// 1. A package uses only packages of lower floors, none of its own. An architecture test checks
///    this. *Why: a step can then be read, tested and replaced alone.*
/// 2. Each package builds itself from [dev.streambed.gateway.config.GatewayDependencies] in one
///    method, which [dev.streambed.gateway.Gateway] calls. *Why: a framework would take more of a
///    cold start than everything else.*
/// 3. Only [dev.streambed.gateway.config.Settings] knows names of environment variables.
/// 4. A request costs nothing before its caller, its body and its permission were checked.
/// 5. After admission, the caller always gets the end of an answer, and the ledger exactly one
///    entry.
@NullMarked
package dev.streambed.gateway;

import org.jspecify.annotations.NullMarked;
