/// The experiments. In: a [RuntimeHarness], on which the whole product runs; out: a
/// [dev.streambed.bench.figure.ExperimentResult] each.
///
/// 1. Where the gateway is compared with Bedrock, both are asked in turns, for the same answer.
/// 2. Between two answers the bench collects its garbage, so that its own pauses fall there; those
///    that do not are counted ([GarbageCollections]) and reported.
/// 3. Callers at the same time ([ParallelCallers]) have a connection each, and never need more
///    processes of the function than there may be. *Why: how Lambda refuses is not what is
///    measured.*
/// 4. An experiment that finds fewer pieces than were asked for fails. *Why: a fast answer that is
///    not whole is no answer.*
/// 5. An experiment for which the template lacks something says so and is left out.
///
/// Out of scope: what a figure must reach is said where it is made, how it is shown is `figure`'s.
@NullMarked
package dev.streambed.bench.experiment;

import org.jspecify.annotations.NullMarked;
