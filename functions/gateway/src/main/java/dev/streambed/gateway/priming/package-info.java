/// Runs one invocation against a local stand-in before the first real one: an event, a Runtime API
/// that delivers it, tables and a model that answer it. Nothing goes in and nothing comes out; what
/// remains are loaded and compiled classes.
///
/// 1. The stand-in is a socket on 127.0.0.1 and not a fake client. *Why: a third of the classes
///    that a first request loads are behind the SDK's HTTP client.*
/// 2. Nothing real takes part: no credentials, no table, no model, no log. *Why: a cold start must
///    cost nothing, and an operator must not see requests that nobody made.*
/// 3. It may fail. *Why: without priming the first request is slow; an exception here must not
///    prevent the start.*
///
/// Why it exists, with figures: docs/decisions/0006.
///
/// Out of scope: what a real request does (every other package).
@NullMarked
package dev.streambed.gateway.priming;

import org.jspecify.annotations.NullMarked;
