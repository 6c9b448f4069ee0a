/// The second packaging of the function: a zip for Lambda's runtime `provided.al2023` that brings
/// its own JVM.
///
/// In: the zip for the managed runtime, a JDK 25, and a cloud assembly to train in. Out: a zip with
/// `bootstrap`, `jre/`, the function's jar, the native library of one architecture and `app.aot`.
///
/// 1. JVM, jar and cache are made in one step, because a cache fits one JVM and one jar only; their
///    builds are written beside them, and the start script compares them (docs/decisions/0018).
/// 2. The JVM has the modules of [RequiredModules] and no others; a jar that needs another one is
///    refused.
/// 3. The cache is made by the packaged function itself, from real answers (`training`), on a
///    machine of the package's architecture. For another architecture there is no cache.
/// 4. The same input gives the same bytes, except for the cache.
@NullMarked
package dev.streambed.ownruntime;

import org.jspecify.annotations.NullMarked;
