/// Parts of the gateway in a process of their own, for figures that the whole product hides. In: a
/// probe, which is a `main`; out: the figures that it prints.
///
/// 1. A probe runs with the function's JVM options and nothing else in its heap. *Why: a heap
///    shared with DynamoDB Local shows nothing.*
/// 2. A probe uses a part as `Main` of the gateway does, through its public classes.
///
/// Out of scope: the choice of figures and their targets.
@NullMarked
package dev.streambed.bench.probe;

import org.jspecify.annotations.NullMarked;
