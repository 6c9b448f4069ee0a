/// Reports refused requests and failed work to operators: a problem in, a counted metric and a log
/// line out.
///
/// 1. A line never has an exception's message. *Why: AWS's messages quote account numbers, table
///    names and prompts.*
/// 2. Lines about refused requests are sampled per customer and reason. *Why: a caller who repeats
///    a refused request must not fill the log.*
///
/// Out of scope: the line of an admitted request (`usage`).
@NullMarked
package dev.streambed.gateway.log;

import org.jspecify.annotations.NullMarked;
