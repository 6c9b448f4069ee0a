/// The product, running.
///
/// In: the repository as it was built. Out: front doors, and what they leave behind.
///
/// 1. Every test class shares what was started ([ProductExtension]); it is closed when the last
///    test has ended, however that ended.
/// 2. Templates are synthesized at each run, never taken from an earlier one: a test of yesterday's
///    template proves nothing.
@NullMarked
package dev.streambed.e2e.product;

import org.jspecify.annotations.NullMarked;
