/// The product, running.
///
/// In: the built repository. Out: front doors, logs and tables.
///
/// 1. All test classes share the running product ([ProductExtension]), which is closed after the
///    last test.
/// 2. Templates are synthesized in each run, because a test of an older template proves nothing.
@NullMarked
package dev.streambed.e2e.product;

import org.jspecify.annotations.NullMarked;
