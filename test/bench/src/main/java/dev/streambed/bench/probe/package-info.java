/// Parts of the gateway in a process of their own, where something is to be known that the whole
/// product hides. In: a probe, which is a `main`; out: the figures that it prints.
///
/// 1. A probe runs with the function's JVM options and nothing else in its heap. *Why: a heap that
///    is shared with DynamoDB Local says nothing.*
/// 2. A probe uses a part as `Main` of the gateway does, through its public classes.
///
/// Out of scope: which figures are wanted, and what they must reach.
@NullMarked
package dev.streambed.bench.probe;

import org.jspecify.annotations.NullMarked;
