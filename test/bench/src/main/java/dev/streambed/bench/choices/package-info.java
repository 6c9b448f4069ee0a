/// The figures behind decisions 0004 to 0006: which HTTP client, how JSON is read, how the JVM is
/// started. In: candidates; out: a table for each choice, in Markdown.
///
/// 1. Each candidate runs in a fresh process, in random order, several rounds, the first of which
///    is dropped; a table gives medians and the best. *Why: what counts is a cold start, and a
///    machine has moods; candidates of one round share them.*
/// 2. Ratios within a table mean something, milliseconds only on the machine they were taken on.
/// 3. Nothing leaves 127.0.0.1.
///
/// Run by hand, after a build:
///
/// ```
/// java -cp test/bench/target/classes:$(cat test/bench/target/class-path) \
///   dev.streambed.bench.choices.Choices functions/gateway/target \
///   [clients|json|jvm] [rounds]
/// ```
///
/// Out of scope: the figures of the product as a whole, which are the package above's.
@NullMarked
package dev.streambed.bench.choices;

import org.jspecify.annotations.NullMarked;
