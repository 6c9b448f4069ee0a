/// Results and their presentation. In: numbers; out: a Markdown table, and JSON.
///
/// 1. A percentile is a sample that occurred (nearest rank). *Why: an interpolated value never
///    occurred.*
/// 2. A figure with a target says whether it met the target, or by how much it missed it.
/// 3. The table names each experiment that could not be measured, with the reason.
///
/// Out of scope: measuring (`experiment`).
@NullMarked
package dev.streambed.bench.figure;

import org.jspecify.annotations.NullMarked;
