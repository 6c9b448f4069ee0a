/// Clients of the product.
///
/// In: a question. Out: the answer as received.
///
/// 1. Answers are read strictly: an event stream that deviates from the documented format fails.
/// 2. The clients do not use the gateway's code or details of a front door.
@NullMarked
package dev.streambed.e2e.caller;

import org.jspecify.annotations.NullMarked;
