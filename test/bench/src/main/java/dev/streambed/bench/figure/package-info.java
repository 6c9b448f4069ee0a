/// What was measured, and how it is shown. In: numbers; out: a table in Markdown, and JSON.
///
/// 1. A percentile is a sample that occurred (nearest rank). *Why: an interpolated one never did.*
/// 2. Whatever has a target says whether it was met, and otherwise by how much it was missed.
/// 3. What could not be measured stands in the table by name, with the reason.
///
/// Out of scope: how numbers come about (`experiment`).
@NullMarked
package dev.streambed.bench.figure;

import org.jspecify.annotations.NullMarked;
