/// Everything that one invocation needs to be played before the first real one comes: an event, a
/// Lambda that gives it, tables and a model that answer it. Nothing in, nothing out: what stays are
/// loaded and compiled classes.
///
/// 1. The stage is a socket on 127.0.0.1 and not a fake client. *Why: a third of what a first
///    request loads lies behind the SDK's HTTP client.*
/// 2. Nothing real takes part: no credentials, no table, no model, no log. *Why: a cold start must
///    cost nothing, and an operator must not see requests that nobody made.*
/// 3. It may fail. *Why: without it the first request is late; with an exception of it there would
///    be none.*
///
/// Why at all, with figures: docs/decisions/0006.
///
/// Out of scope: what is played (the root package's `Priming`).
@NullMarked
package dev.streambed.gateway.priming;

import org.jspecify.annotations.NullMarked;
