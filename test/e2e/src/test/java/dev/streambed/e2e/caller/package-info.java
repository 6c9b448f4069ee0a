/// A caller's side of the wire.
///
/// In: what is to be asked. Out: the answer as it came.
///
/// 1. Answers are read strictly: an event stream that is not exactly the documented format fails.
/// 2. Nothing here knows the gateway's code, or how a front door works inside.
@NullMarked
package dev.streambed.e2e.caller;

import org.jspecify.annotations.NullMarked;
