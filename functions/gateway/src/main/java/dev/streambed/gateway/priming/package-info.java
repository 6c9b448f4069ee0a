/// Runs one invocation against local stand-ins for the tables and the model before the first real
/// one. It has no input and no output; the effect is that classes are loaded and compiled.
///
/// 1. The stand-in is a socket on 127.0.0.1 and not a fake client. *Why: a third of the classes
///    that a first request loads are behind the HTTP client.*
/// 2. Nothing real takes part: no credentials, no table, no model, no log. *Why: a cold start must
///    cost nothing, and an operator must not see requests that no caller made.*
/// 3. Its failure is ignored. *Why: without priming the first request is slow; an exception here
///    must not prevent the start.*
///
/// For the reasons and figures, see docs/decisions/0006.
///
/// Out of scope: what a real request does (every other package).
@NullMarked
package dev.streambed.gateway.priming;

import org.jspecify.annotations.NullMarked;
