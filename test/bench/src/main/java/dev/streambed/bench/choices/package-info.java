/// The benchmarks behind decisions 0004 to 0006: HTTP client, JSON reader, JVM start. In:
/// candidates; out: a Markdown table for each decision.
///
/// 1. Each candidate runs in a fresh process, in random order, several rounds, the first of which
///    is dropped; a table gives medians and the best. *Why: cold starts matter, and machines vary
///    over time, which affects all candidates of a round.*
/// 2. Ratios within a table are comparable, milliseconds only on the same machine.
/// 3. Nothing leaves 127.0.0.1.
///
/// Run by hand, after a build:
///
/// ```
/// java -cp test/bench/target/classes:$(cat test/bench/target/class-path) \
///     dev.streambed.bench.choices.DecisionBenchmarks functions/gateway/target \
///     [clients|json|jvm] [rounds]
/// ```
///
/// Out of scope: the figures of the whole product (parent package).
@NullMarked
package dev.streambed.bench.choices;

import org.jspecify.annotations.NullMarked;
