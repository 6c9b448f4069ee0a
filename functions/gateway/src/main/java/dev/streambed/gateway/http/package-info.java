/// One HTTP request: a [dev.streambed.gateway.domain.InboundCall] in, its response out.
/// [HttpHandler] reads from top to bottom in the order in which things happen.
///
/// 1. A request is identified, then read, then registered, then admitted. *Why: each step costs
///    more than the one before, and a refused request must cost little.*
/// 2. A refused request is reported to the operators before its caller gets a response. *Why: the
///    caller may have disconnected.*
/// 3. [AccountHandler] handles requests that need no model: models, usage, browser keys, stops.
///    Each has a rate limit of its own. *Why: a request without a limit can be repeated endlessly.*
///
/// Out of scope: how an event becomes a call (`transport`), what happens after admission
/// (`exchange`), WebSockets (`websocket`).
@NullMarked
package dev.streambed.gateway.http;

import org.jspecify.annotations.NullMarked;
