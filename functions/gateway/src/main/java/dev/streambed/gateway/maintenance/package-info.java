/// Work besides requests: the sweep, which settles the open reservations of functions that died,
/// and budget notices.
///
/// 1. A sweep records and settles a request only when nobody else can. *Why: a function that is
///    alive does it with better numbers.*
/// 2. A failed notice is tried again with a later settlement. *Why: an answer must not fail because
///    a topic cannot be reached.*
///
/// Out of scope: which thresholds were reached (`limit`), answers that were handed over and did not
/// begin (`websocket`).
@NullMarked
package dev.streambed.gateway.maintenance;

import org.jspecify.annotations.NullMarked;
