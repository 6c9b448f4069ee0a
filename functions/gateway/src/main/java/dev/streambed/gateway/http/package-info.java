/// One HTTP request: a [dev.streambed.gateway.domain.InboundCall] in, its response out.
/// [HttpHandler] reads top to bottom in the order in which things happen.
///
/// 1. A request is identified, then read, then registered, then admitted. *Why: each step costs
///    more than the one before, and a request that is refused must cost little.*
/// 2. A refused request is reported to the operators before its caller is answered. *Why: the
///    caller may have gone.*
/// 3. [AccountHandler] answers requests that need no model: models, usage, browser keys, stops.
///    Each has a rate limit of its own. *Why: a request that no limit counts can be repeated
///    without end.*
///
/// Out of scope: how an event becomes a call (`transport`), what happens after the admission
/// (`exchange`), WebSockets (`websocket`).
@NullMarked
package dev.streambed.gateway.http;

import org.jspecify.annotations.NullMarked;
