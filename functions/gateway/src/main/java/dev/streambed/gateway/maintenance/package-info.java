/// Background work: the sweep, which settles the open reservations of functions that died, and
/// budget notices.
///
/// 1. A sweep records and settles a request only when no running function can. *Why: a running
///    function has better numbers.*
/// 2. A failed notice is retried with a later settlement. *Why: an answer must not fail because a
///    topic cannot be reached.*
///
/// Out of scope: which thresholds were reached (`limit`), answers that were handed over and did not
/// start (`websocket`).
@NullMarked
package dev.streambed.gateway.maintenance;

import org.jspecify.annotations.NullMarked;
