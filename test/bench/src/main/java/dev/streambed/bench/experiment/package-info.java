/// The experiments. In: a [BenchStack], which runs the whole product; out: a
/// [dev.streambed.bench.figure.ExperimentResult] each.
///
/// 1. Comparisons with Bedrock alternate between both, with the same answer.
/// 2. The bench collects garbage between two answers, so that its own pauses fall there; other
///    pauses are counted ([GarbageCollections]) and reported.
/// 3. Concurrent callers ([ParallelCallers]) have one connection each, and never need more
///    processes of the function than the maximum. *Why: Lambda's throttling is not measured.*
/// 4. An experiment that receives fewer chunks than requested fails. *Why: an incomplete answer is
///    not a fast answer.*
/// 5. An experiment is skipped, with the reason, if the template lacks something that it needs.
///
/// Each experiment sets the targets of its figures. Out of scope: presentation (`figure`).
@NullMarked
package dev.streambed.bench.experiment;

import org.jspecify.annotations.NullMarked;
